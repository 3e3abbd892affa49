/** Days that differ from plain Mondays to Fridays, as plain data. */
export interface WorkingCalendar {
  /** First and last civil day ('YYYY-MM-DD') for which the holiday notice is known; outside it every date is a guess. */
  readonly coveredFrom: string;
  readonly coveredThrough: string;
  readonly days: Readonly<Record<string, CalendarDay>>;
}

export interface CalendarDay {
  /** `holiday`: day off, whatever the weekday; `workday`: make-up working day on a weekend. */
  readonly kind: 'holiday' | 'workday';
  /** Chinese name of the festival it belongs to. */
  readonly name: string;
}
