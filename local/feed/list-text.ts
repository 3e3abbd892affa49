import type { Freshness } from '../../functions/domain/monitoring/feed/freshness.ts';
import type { FeedStanding } from '../../functions/usecases/feed/read-feeds.ts';

const periods = { monthly: '每月', quarterly: '每季', 'half-yearly': '每半年', yearly: '每年' } as const;

/** Columns that line up where a Chinese character is as wide as two others. */
export function listText(standings: readonly FeedStanding[]): string {
  const rows = standings.map(({ feed, ownerName, version, freshness, quarantine }) => [
    feed.id,
    feed.title,
    ownerName,
    periods[feed.period],
    version === undefined ? '从未' : version.dt,
    version === undefined ? '' : String(version.rows),
    stateText(freshness) + (quarantine.length === 0 ? '' : `;已隔离:${quarantine.map(({ text }) => text).join(';')}`),
  ]);
  const table = [['编号', '数据源', '提供单位', '周期', '最近一期', '行数', '状态'], ...rows];
  const widths = table[0]?.map((_title, column) => Math.max(...table.map((row) => width(row[column] ?? '')))) ?? [];
  return table
    .map(
      (row) =>
        `${row
          .map((cell, at) => padded(cell, widths[at] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

export function stateText(freshness: Freshness): string {
  switch (freshness.kind) {
    case 'fresh':
      return '正常';
    case 'due':
      return `待报送(${freshness.dueOn}前)`;
    case 'late':
      return `逾期${freshness.days}天(应于${freshness.dueOn}前)`;
  }
}

function width(text: string): number {
  let columns = 0;
  for (const character of text) columns += (character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1;
  return columns;
}

const padded = (text: string, to: number): string => text + ' '.repeat(Math.max(0, to - width(text)));
