import { plainText } from './cell.ts';
import type { Cell } from './cell.ts';

/** Thousands separators all or none, two decimals at the most; zeros behind them say nothing. */
const SHAPE = /^(-?)[¥¥]?(\d{1,3}(?:,\d{3}){1,4}|\d{1,13})(?:\.(\d{1,2})0*)?元?$/;

/**
 * Yuan to whole fen, digit by digit: `¥1,234.5` → 123450; undefined for what is no sum to the fen. Below zero is a reversal.
 * A spreadsheet keeps 1234.56 as a binary fraction: its number is first brought to the 15 digits that the spreadsheet shows.
 */
export function parseFeedYuan(cell: Cell): number | undefined {
  const text = typeof cell !== 'string' && cell.kind === 'number' ? shown(cell.text) : plainText(cell);
  const found = SHAPE.exec(text.replaceAll(' ', ''));
  if (found === null) return undefined;
  const [, sign, yuan = '', cents = ''] = found;
  const fen = Number(yuan.replaceAll(',', '')) * 100 + Number(cents.padEnd(2, '0'));
  return sign === '-' && fen !== 0 ? -fen : fen;
}

const SHOWN_DIGITS = 15;

function shown(text: string): string {
  const number = Number(text);
  const digits = Number.isFinite(number) ? number.toPrecision(SHOWN_DIGITS) : text;
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}
