import { textOf } from './cell.ts';
import type { Cell } from './cell.ts';
import { mendColumns } from './heading.ts';
import type { RowProblem } from './parse-row.ts';

/** A row that did not get in, whole. */
export interface BadRow {
  readonly row: number;
  readonly cells: readonly Cell[];
  readonly problems: readonly RowProblem[];
}

/** A byte order mark, without which spreadsheets take UTF-8 for GBK. */
const MARK = '\uFEFF';

/**
 * The rows to mend as CSV: the file's own columns, then which line it was and what is wrong. Mended they go back into the whole
 * file as they are: the two columns behind are passed over.
 */
export const mendHeading = (titles: readonly string[]): string =>
  MARK + line([...titles.map(safe), mendColumns.row, mendColumns.faults]);

export function mendLine(titles: readonly string[], { row, cells, problems }: BadRow): string {
  const own = titles.map((_title, index) => safe(textOf(cells[index] ?? '')));
  const faults = problems.map(({ field, reason }) => (field === '' ? reason : `${field}:${reason}`));
  return line([...own, String(row), safe(faults.join(';'))]);
}

/**
 * A cell that a spreadsheet would run as a formula, or round as a number, gets an apostrophe in front, which the import
 * takes away again.
 */
const safe = (text: string): string => (/^[=+\-@\t\r]|^\d{12}/.test(text) ? `'${text}` : text);

const line = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\r\n`;

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
