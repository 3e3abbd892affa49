import { figureNames, figureTitles } from './tally.ts';
import type { Figures } from './tally.ts';
import { onTimePercent } from './report.ts';
import type { Report } from './report.ts';

/** Columns that a terminal gives a text: two for each Chinese character. */
const widthOf = (text: string): number => {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1;
  return width;
};

const padEnd = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));
const padStart = (text: string, width: number): string => ' '.repeat(Math.max(0, width - widthOf(text))) + text;

const headings = [...figureNames.map((name) => figureTitles[name]), '按期率'];

const cells = (figures: Figures): readonly string[] => {
  const percent = onTimePercent(figures);
  return [...figureNames.map((name) => String(figures[name])), percent === undefined ? '—' : `${percent.toFixed(1)}%`];
};

function table(first: string, rows: readonly { readonly name: string; readonly figures: Figures }[]): string {
  const nameWidth = Math.max(widthOf(first), ...rows.map(({ name }) => widthOf(name)));
  const widths = headings.map((heading, at) =>
    Math.max(widthOf(heading), ...rows.map(({ figures }) => widthOf(cells(figures)[at] ?? ''))),
  );
  const line = (name: string, texts: readonly string[]): string =>
    [padEnd(name, nameWidth), ...texts.map((text, at) => padStart(text, widths[at] ?? 0))].join('  ');
  return [line(first, headings), ...rows.map(({ name, figures }) => line(name, cells(figures)))].join('\n');
}

/** The report for a terminal: the city month by month, then unit by unit. */
export function reportTable({ simulation, applications, months, units, totals, invariants }: Report): string {
  const { workingDays } = applications;
  const checked = Object.values(invariants).reduce((sum, count) => sum + count, 0);
  return [
    `${simulation.from} 至 ${simulation.through} · ${simulation.staff}名工作人员 · 随机种子${simulation.seed} · 政策包${simulation.packId}`,
    `受理登记${applications.registered}件:认定${applications.granted},不予确认${applications.refused},撤回${applications.withdrawn},期末在办${applications.underReview}`,
    `受理至决定的工作日:中位${workingDays.median},九成以内${workingDays.p90},最长${workingDays.longest};超过总时限${applications.afterTotal}件`,
    '',
    table('月份', [
      ...months.map(({ month, figures }) => ({ name: month, figures })),
      { name: '合计', figures: totals },
    ]),
    '',
    table(
      '单位',
      units.map(({ name, total }) => ({ name, figures: total })),
    ),
    '',
    `不变量核验${checked}次,全部成立。`,
    '',
  ].join('\n');
}
