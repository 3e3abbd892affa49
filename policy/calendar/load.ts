import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import * as z from 'zod';
import loadedOverrides from './overrides.json' with { type: 'json' };
import type { CalendarDay, WorkingCalendar } from './working-calendar.ts';

const date = z.iso.date();

/** `years`: a whole year's notice that the library does not know yet. `days`: single days that differ, with their source. */
const overridesSchema = z.strictObject({
  years: z.array(
    z.strictObject({
      year: z.int().min(2000).max(2199),
      source: z.string().min(1),
      holidays: z.array(z.strictObject({ name: z.string().min(1), from: date, until: date })).min(1),
      workdays: z.array(z.strictObject({ name: z.string().min(1), date })),
    }),
  ),
  days: z.array(
    z.strictObject({
      date,
      kind: z.enum(['holiday', 'workday', 'plain']),
      name: z.string().min(1),
      source: z.string().min(1),
    }),
  ),
});

/** The library's table: date → 'English name,中文名,days'. */
export interface PublishedDays {
  readonly holidays: Readonly<Record<string, string>>;
  readonly workdays: Readonly<Record<string, string>>;
}

/**
 * The library's days with the overrides on top. The horizon ends with the last year, without a gap, whose notice is known; a
 * library answers plain weekdays for later ones, which is a guess and must be shown as one. Throws `PolicyInvalid`.
 */
export function workingCalendar(
  overrides: unknown = loadedOverrides,
  library: PublishedDays = published,
): WorkingCalendar {
  const parsed = overridesSchema.safeParse(overrides);
  if (!parsed.success) throw invalid(z.prettifyError(parsed.error));
  const days: Record<string, CalendarDay> = {};
  for (const [day, name] of Object.entries(library.holidays)) days[day] = { kind: 'holiday', name: chineseName(name) };
  for (const [day, name] of Object.entries(library.workdays)) days[day] = { kind: 'workday', name: chineseName(name) };

  const years = new Set(publishedYears(library));
  for (const { year, holidays, workdays } of parsed.data.years) {
    for (const day of Object.keys(days)) if (day.startsWith(`${year}-`)) delete days[day];
    for (const { name, from, until } of holidays) {
      if (until < from) throw invalid(`years[${year}]: holiday '${name}' ends on ${until} before it begins on ${from}`);
      for (let day = from; day <= until; day = dayAfter(day)) days[day] = { kind: 'holiday', name };
    }
    for (const { name, date: day } of workdays) days[day] = { kind: 'workday', name };
    years.add(year);
  }
  for (const { date: day, kind, name } of parsed.data.days)
    if (kind === 'plain') delete days[day];
    else days[day] = { kind, name };

  const first = Math.min(...years);
  let last = first;
  while (years.has(last + 1)) last += 1;
  return { coveredFrom: `${first}-01-01`, coveredThrough: `${last}-12-31`, days };
}

/** A year counts as published when its National Day holiday is known: the yearly notice names all festivals at once. */
function publishedYears(library: PublishedDays): number[] {
  return Object.keys(library.holidays)
    .filter((day) => day.endsWith('-10-01'))
    .map((day) => Number(day.slice(0, 4)));
}

function chineseName(text: string): string {
  const name = text.split(',')[1] ?? text;
  return name.length === 2 && !name.endsWith('节') && name !== '元旦' ? `${name}节` : name;
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function invalid(text: string): Error {
  const error = new Error(
    `policy/calendar/overrides.json: ${text}; correct the file as overridesSchema in policy/calendar/load.ts describes`,
  );
  error.name = 'PolicyInvalid';
  return error;
}
