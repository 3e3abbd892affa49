import type { ImportOutcome, ImportReport } from '../../functions/usecases/feed/report.ts';
import type { RowProblem } from '../../functions/domain/monitoring/feed/parse-row.ts';

const SHOWN = 20;

export interface Told {
  readonly text: string;
  /** Of the process. */
  readonly code: number;
}

/** What people read when an import has ended. `bad`: where the rows to mend went. */
export function outcomeText(outcome: ImportOutcome, bad: string | undefined): Told {
  switch (outcome.kind) {
    case 'imported': {
      const { report, version } = outcome;
      const parts = `${version.parts.length}个分片`;
      return {
        text: `已导入:${version.dataset} ${version.dt},${version.rows}行,${parts}\n${body(report, bad)}`,
        code: 0,
      };
    }
    case 'known': {
      const { dataset, dt, rows } = outcome.version;
      return { text: `已经导入过:${dataset} ${dt},${rows}行,没有变化。\n`, code: 0 };
    }
    case 'quarantined':
      return {
        text: `已隔离,上一期数据不受影响:\n${lines(outcome.reasons)}${body(outcome.report, bad)}`,
        code: 2,
      };
    case 'checked':
      return outcome.reasons.length === 0
        ? { text: `校验通过,没有写入。\n${body(outcome.report, bad)}`, code: 0 }
        : { text: `校验未通过,导入时将被隔离:\n${lines(outcome.reasons)}${body(outcome.report, bad)}`, code: 2 };
    case 'busy':
      return { text: '这一数据源正在由另一个进程导入,请稍后再试。\n', code: 2 };
    case 'stopped':
      return { text: '已停止。完成的分片已保留,再次执行同一命令即可继续。\n', code: 130 };
  }
}

const lines = (reasons: readonly { readonly text: string }[]): string =>
  reasons.map(({ text }) => `  · ${text}\n`).join('');

function body({ counts, problems, warnings, notes }: ImportReport, bad: string | undefined): string {
  const { read, kept, damaged, rejected, duplicates } = counts;
  const parts = [
    `  读取${read}行:有效${kept}行(其中号码有误${damaged}行),不合格${rejected}行,内容相同的重复${duplicates}行\n`,
    ...notes.map((note) => `  ! ${note}\n`),
    list('号码有误、按姓名和部分号码比对的行', warnings, damaged),
    list('没有导入的行', problems, rejected),
  ];
  if (rejected > 0)
    parts.push(bad === undefined ? '  加上--bad FILE,可导出没有导入的行供修改。\n' : `  没有导入的行见${bad}\n`);
  return parts.join('');
}

function list(title: string, problems: readonly RowProblem[], rows: number): string {
  if (problems.length === 0) return '';
  const shown = problems.slice(0, SHOWN).map(({ row, field, reason }) => {
    return `    第${row}行${field === '' ? '' : ` ${field}`}:${reason}\n`;
  });
  const more = problems.length > SHOWN ? `    ……(共${rows}行)\n` : '';
  return `  ${title}:\n${shown.join('')}${more}`;
}
