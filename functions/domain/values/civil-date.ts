import * as z from 'zod';

/**
 * A calendar day in Asia/Shanghai, 'YYYY-MM-DD' (years 1900–2199). A legal day is no instant: it has no time zone to
 * lose on the way, and comparing two of them as strings compares them as days.
 */
export type CivilDate = string & z.core.$brand<'CivilDate'>;

export const civilDateSchema = z
  .string()
  .refine((text) => isRealDay(text), '日期应为真实存在的日期,格式为YYYY-MM-DD,例如2026-02-28')
  .brand<'CivilDate'>();

export const DAY_MS = 86_400_000;
/** China has kept one offset, without summer time, since 1991-09-15; no legal date of ours is older. */
const OFFSET_MS = 8 * 3_600_000;

const SHAPE = /^(19|20|21)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

function isRealDay(text: string): text is CivilDate {
  return SHAPE.test(text) && Number(text.slice(8)) <= daysInMonth(Number(text.slice(0, 4)), Number(text.slice(5, 7)));
}

/** For text that should be a date already. Throws `InvalidCivilDate`; use `parseCivilDate` for what people typed. */
export function civilDate(text: string): CivilDate {
  if (isRealDay(text)) return text;
  const error = new Error(`'${text}' is not a civil date; expected a real day from 1900 to 2199 as YYYY-MM-DD`);
  error.name = 'InvalidCivilDate';
  throw error;
}

export function parseCivilDate(text: string): CivilDate | undefined {
  return isRealDay(text) ? text : undefined;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01 (Hinnant's algorithm on the proleptic Gregorian calendar). */
export function dayNumber(date: CivilDate): number {
  const month = Number(date.slice(5, 7));
  const year = Number(date.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + Number(date.slice(8, 10)) - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

export function fromDayNumber(number: number): CivilDate {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return ofParts(
    yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  );
}

/** Parts that arithmetic made are a real day by construction; only the range is left to check. This is the clock's inner loop. */
function ofParts(year: number, month: number, day: number): CivilDate {
  const text = `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
  return isInRange(text, year) ? text : civilDate(text);
}

function isInRange(text: string, year: number): text is CivilDate {
  return year >= 1900 && year <= 2199 && text.length === 10;
}

function yearOf(date: CivilDate): number {
  return Number(date.slice(0, 4));
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return days === 1 ? tomorrowOf(date) : fromDayNumber(dayNumber(date) + days);
}

/** Counting goes day by day over the same few hundred days: ten years of them are remembered. */
const tomorrows = new Map<CivilDate, CivilDate>();
const REMEMBERED_DAYS = 3_660;

function tomorrowOf(date: CivilDate): CivilDate {
  const known = tomorrows.get(date);
  if (known !== undefined) return known;
  const tomorrow = fromDayNumber(dayNumber(date) + 1);
  if (tomorrows.size >= REMEMBERED_DAYS) tomorrows.clear();
  tomorrows.set(date, tomorrow);
  return tomorrow;
}

/** Same day of the month, else the month's last day: 2024-02-29 + 24 months = 2026-02-28. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const count = yearOf(date) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const year = Math.floor(count / 12);
  const month = count - year * 12 + 1;
  return ofParts(year, month, Math.min(Number(date.slice(8)), daysInMonth(year, month)));
}

/** `b − a` in days; negative where b is earlier. */
export function daysBetween(a: CivilDate, b: CivilDate): number {
  return dayNumber(b) - dayNumber(a);
}

export function compareDates(a: CivilDate, b: CivilDate): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(date: CivilDate): number {
  return weekdayOfNumber(dayNumber(date));
}

function weekdayOfNumber(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1;
}

/** Whole years; age N is reached on the Nth birthday (of a 29 February: on 28 February of a common year). */
export function ageOn(birth: CivilDate, on: CivilDate): number {
  const years = yearOf(on) - yearOf(birth);
  return addMonths(birth, years * 12) <= on ? years : years - 1;
}

/** The civil day in Asia/Shanghai at an instant (milliseconds since the epoch). */
export function civilDateOf(epochMs: number): CivilDate {
  return fromDayNumber(Math.floor((epochMs + OFFSET_MS) / DAY_MS));
}

/** Epoch milliseconds of 00:00 in Asia/Shanghai. */
export function startOfDay(date: CivilDate): number {
  return dayNumber(date) * DAY_MS - OFFSET_MS;
}

/** Epoch milliseconds of 24:00, the first instant that is too late: a limit of that day is kept while `now < endOfDay`. */
export function endOfDay(date: CivilDate): number {
  return startOfDay(date) + DAY_MS;
}
