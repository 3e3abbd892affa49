import type { Outcome } from './migrate.ts';

/** The table that people read, and the exit code. */
export function outcomeText(
  { rows, ended }: Outcome,
  isApplied: boolean,
): { readonly text: string; readonly code: number } {
  const total = (of: 'moved' | 'busy') => rows.reduce((sum, row) => sum + row[of], 0);
  const lines = rows.map(({ machine, version, live, moved, superseded, over, busy }) => {
    const parts = [
      `${isApplied ? '已迁移' : '待迁移'}${moved}件`,
      ...(superseded === 0 ? [] : [`已被接替${superseded}个(下一步自行结束)`]),
      ...(over === 0 ? [] : [`已结束${over}个`]),
      ...(busy === 0 ? [] : [`正忙${busy}件`]),
    ];
    return `${machine.padEnd(18)} 版本${version} → ${live}  ${parts.join(',')}`;
  });
  const moved = total('moved');
  const isLeft = ended === 'most' || total('busy') > 0 || (!isApplied && moved > 0);
  const last = {
    stopped: '已停止;再次运行同一命令即可继续。',
    most: '已到本次上限,可能还有;再次运行同一命令即可继续。',
    all: nothingLeft(isApplied, moved, total('busy')),
  }[ended];
  return { text: `${[...lines, last].join('\n')}\n`, code: ended === 'stopped' ? 130 : isLeft ? 3 : 0 };
}

function nothingLeft(isApplied: boolean, moved: number, busy: number): string {
  if (busy > 0) return `${busy}件正被他人写入;再次运行同一命令即可继续。`;
  if (moved === 0) return '没有需要迁移的案件。';
  return isApplied ? `共迁移${moved}件,没有剩余。` : `共${moved}件需要迁移;未作任何改动,加--apply执行。`;
}
