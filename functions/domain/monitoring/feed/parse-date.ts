import { dayNumber, civilDate, fromDayNumber, parseCivilDate } from '../../values/civil-date.ts';
import type { CivilDate } from '../../values/civil-date.ts';
import { plainText } from './cell.ts';
import type { Cell } from './cell.ts';

/** `2026-11-03`, `2026/11/3`, `2026.11.3`, `2026年11月3日`; a time of day behind it is dropped. */
const DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const MONTH = /^(\d{4})(?:[-/.年](\d{1,2})月?|(\d{2}))$/;

/** Day 0 of spreadsheets, 1899-12-30; numbers of three or six digits are no date that anybody delivered. */
const SERIAL_ZERO = dayNumber(civilDate('1900-01-01')) - 2;
const SERIAL = /^[1-9]\d{3,4}$/;

/**
 * A day as departments write it; undefined for anything else. `isMonth`: of a month alone its first day is meant. A bare
 * serial number is believed only where the cell is a spreadsheet's number.
 */
export function parseFeedDate(cell: Cell, isMonth: boolean): CivilDate | undefined {
  if (typeof cell !== 'string' && cell.kind === 'date') return cell.date;
  const text = plainText(cell);
  const day = DAY.exec(text) ?? COMPACT.exec(text);
  if (day !== null) return dayOf(day[1], day[2], day[3]);
  const month = isMonth ? MONTH.exec(text) : null;
  if (month !== null) return dayOf(month[1], month[2] ?? month[3], '1');
  if (typeof cell !== 'string' && SERIAL.test(text)) return fromDayNumber(SERIAL_ZERO + Number(text));
  return undefined;
}

const dayOf = (year = '', month = '', day = ''): CivilDate | undefined =>
  parseCivilDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
