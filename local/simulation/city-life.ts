import { addDays } from '../../functions/domain/values/civil-date.ts';
import type { CivilDate } from '../../functions/domain/values/civil-date.ts';
import { Absences } from './absences.ts';
import { Arrivals } from './arrivals.ts';
import type { City } from './city.ts';
import { checkTown } from './invariants.ts';
import type { Plan } from './plan.ts';
import type { Report } from './report.ts';
import { applicationsOf, figuresOf } from './summary.ts';
import type { Watch } from './watch.ts';
import { onceKeys } from './window.ts';
import { Desk } from './work.ts';
import { isAway } from './workforce.ts';
import type { Worker } from './workforce.ts';

export interface LifeParts {
  readonly city: City;
  readonly plan: Plan;
  readonly seed: number;
  readonly watch: Watch;
  readonly workers: readonly Worker[];
}

/** Families that come, people who work, and what the town looks like in the evening. */
export class CityLife {
  readonly #parts: LifeParts;
  readonly #arrivals: Arrivals;
  readonly #absences: Absences;
  readonly #desks: readonly Desk[];
  readonly #invariants: Record<string, number> = {};

  constructor(parts: LifeParts) {
    const { city, plan, seed, watch, workers } = parts;
    this.#parts = parts;
    const key = onceKeys();
    this.#desks = workers
      .filter(({ actsPerDay }) => actsPerDay > 0)
      .map((worker) => new Desk({ city, plan, seed, key }, worker));
    this.#absences = new Absences({ city, workers, key });
    const windows = workers.filter(({ role }) => role === 'window-clerk');
    this.#arrivals = new Arrivals({ city, plan, seed, watch, key, windows });
  }

  get registered(): number {
    return this.#arrivals.cases.length;
  }

  async begin(): Promise<void> {
    for (const { staff } of this.#parts.workers) await this.#parts.city.home.house.people.welcome(staff);
  }

  async workingDay(today: CivilDate): Promise<void> {
    const { city } = this.#parts;
    await this.#arrivals.day(today);
    await city.rest();
    await this.#absences.workingDay(today);
    await city.rest();
    for (const desk of this.#desks) {
      if (isAway(desk.worker, today)) continue;
      await desk.day(today);
      // What one person did reaches the next one's list before they look, on any storage.
      await city.rest();
    }
  }

  endOfDay(today: CivilDate): void {
    const { city, watch } = this.#parts;
    checkTown({ city, watch, count: (statement) => this.#found(statement) });
    const month = today.slice(0, 7);
    if (addDays(today, 1).slice(0, 7) === month) return;
    for (const task of watch.open.values()) watch.tally.add(task.unit, month, 'openAtEnd');
  }

  /** `days`: of the whole run, in order. */
  async report(asked: Pick<Report['simulation'], 'seed' | 'months'>, days: readonly CivilDate[]): Promise<Report> {
    const { city, plan, watch, workers } = this.#parts;
    const [from] = days;
    const through = days.at(-1);
    const [someone] = workers;
    if (from === undefined || through === undefined || someone === undefined) {
      throw new RangeError('a simulation has at least one day and one person');
    }
    return {
      simulation: {
        ...asked,
        from,
        through,
        plan: plan.source,
        packId: city.policy.rules(through, someone.staff.area).packId,
        calendarThrough: city.policy.calendar.coveredThrough,
        staff: workers.length,
      },
      applications: await applicationsOf(city, this.#arrivals.cases),
      ...figuresOf(city, watch.tally, [...new Set(workers.map(({ staff }) => staff.unit))], days),
      invariants: this.#invariants,
    };
  }

  #found(statement: string): void {
    this.#invariants[statement] = (this.#invariants[statement] ?? 0) + 1;
  }
}
