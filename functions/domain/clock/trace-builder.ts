import { addDays, type CivilDate } from '../values/civil-date.ts';
import type { CountedLimit, Extension, Pause, TraceStep } from './types.ts';
import type { DayInCalendar } from './working-day.ts';

/** Gathers the steps of one count, folding holidays into spans and weekends into one number. */
export class TraceBuilder {
  readonly #limit: CountedLimit;
  readonly #steps: TraceStep[];
  #weekends = 0;

  constructor(limit: CountedLimit, from: CivilDate) {
    const { title, amount, unit, source, eventTitle } = limit;
    this.#limit = limit;
    this.#steps = [{ kind: 'from', date: from, event: eventTitle, limit: title, amount, unit, source }];
  }

  extended({ ground, grantedOn, amount }: Extension): void {
    this.#steps.push({ kind: 'extended', ground, grantedOn, amount, unit: this.#limit.unit });
  }

  day(date: CivilDate, known: DayInCalendar): void {
    if (known.unpublished && !this.#steps.some((step) => step.kind === 'unpublished'))
      this.#steps.push({ kind: 'unpublished', from: date });
    if (known.kind === 'weekend') this.#weekends += 1;
    if (known.kind === 'make-up') this.#steps.push({ kind: 'make-up-day', name: known.name ?? '', date });
    if (known.kind === 'holiday') this.#holiday(date, known.name ?? '');
  }

  /** Days next to each other are one span, also where two festivals meet (2025: 国庆节 and 中秋). */
  #holiday(date: CivilDate, name: string): void {
    const last = this.#steps.at(-1);
    if (last?.kind !== 'holiday' || addDays(last.until, 1) !== date)
      this.#steps.push({ kind: 'holiday', name, from: date, until: date });
    else {
      const joined = last.name.split('、').includes(name) ? last.name : `${last.name}、${name}`;
      this.#steps[this.#steps.length - 1] = { ...last, name: joined, until: date };
    }
  }

  paused(date: CivilDate, pause: Pause): void {
    const index = this.#steps.findIndex(
      (step) => step.kind === 'paused' && step.ground === pause.ground && step.from === pause.from,
    );
    const step = this.#steps[index];
    if (step?.kind === 'paused') this.#steps[index] = { ...step, until: pause.until ?? date, days: step.days + 1 };
    else
      this.#steps.push({
        kind: 'paused',
        ground: pause.ground,
        from: pause.from,
        until: pause.until ?? date,
        days: 1,
        open: pause.until === undefined,
      });
  }

  /** `at`: of a limit in hours. */
  end(due: CivilDate, amount: number, at?: number): readonly TraceStep[] {
    if (this.#weekends > 0) this.#steps.push({ kind: 'weekends', days: this.#weekends });
    const step = { kind: 'due', date: due, amount, unit: this.#limit.unit } as const;
    return [...this.#steps, at === undefined ? step : { ...step, at }];
  }
}
