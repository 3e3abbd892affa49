import type { CivilDate } from '../../values/civil-date.ts';

/** What stood in a cell. A spreadsheet tells numbers and dates from text; a CSV knows text alone. */
export type Cell =
  | string
  /** As the spreadsheet keeps it: `3.7050219800101E+17`, `1234.5599999999999`. */
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'date'; readonly date: CivilDate };

/** One line of a delivered file. `row` counts the file's own lines from 1, as its owner sees them. */
export interface SourceRow {
  readonly row: number;
  readonly cells: readonly Cell[];
}

/** Characters that nobody sees and that copying out of web pages and Word leaves behind. */
const UNSEEN = /[\u200B-\u200D\u2060\uFEFF]/g;

/** What a mended file carries in front of a cell so that a spreadsheet takes it for text (`to-mend.ts`). */
const TEXT_MARK = /^'(?=[=+\-@\t\r]|\d{12})/;

export function textOf(cell: Cell): string {
  if (typeof cell === 'string') return cell.replace(UNSEEN, '').trim().replace(TEXT_MARK, '').trim();
  return cell.kind === 'number' ? cell.text : cell.date;
}

/** Full-width digits and punctuation as they are meant. */
export const plainText = (cell: Cell): string => textOf(cell).normalize('NFKC').trim();

export const isBlank = (cell: Cell | undefined): boolean => cell === undefined || textOf(cell) === '';

/** Why no cell with these characters can be kept; undefined for a sound text. */
export function unsound(text: string): string | undefined {
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/.test(text)) return '含有不可见的控制字符,请重新录入';
  if (text.includes('\uFFFD')) return '含有无法识别的字符,请检查文件编码(UTF-8或者GB18030)';
  return text.isWellFormed() ? undefined : '含有不完整的字符,请重新录入';
}
