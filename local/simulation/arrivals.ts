import type { Principal } from '../../functions/domain/authority/principal.ts';
import { addDays } from '../../functions/domain/values/civil-date.ts';
import type { CivilDate } from '../../functions/domain/values/civil-date.ts';
import type { CaseId } from '../../functions/domain/values/ids.ts';
import type { OnceKey } from '../../functions/ports/cases.ts';
import { fileComplaint, fileObjection } from '../../functions/usecases/file-objection.ts';
import { isDeclined } from '../../functions/usecases/outcome.ts';
import { withdrawApplication } from '../../functions/usecases/withdraw-application.ts';
import { Agenda } from './agenda.ts';
import { chance } from './chance.ts';
import type { City } from './city.ts';
import type { Plan } from './plan.ts';
import type { Watch } from './watch.ts';
import { granted, receive, supplement } from './window.ts';
import type { Worker } from './workforce.ts';

type Errand = (today: CivilDate) => Promise<void>;

const WORKING_DAYS_A_YEAR = 250;

export interface ArrivalParts {
  readonly city: City;
  readonly plan: Plan;
  readonly seed: number;
  readonly watch: Watch;
  readonly key: (by: Principal) => OnceKey;
  /** Window clerks, to whom families come. */
  readonly windows: readonly Worker[];
}

/** Families that come to the windows, and what befalls their cases from outside. */
export class Arrivals {
  readonly #parts: ArrivalParts;
  readonly #errands = new Agenda<Errand>();
  readonly cases: CaseId[] = [];
  /** Carries the fraction of a family over to the next day. */
  #waiting = 0;

  constructor(parts: ArrivalParts) {
    this.#parts = parts;
  }

  async day(today: CivilDate): Promise<void> {
    for (const errand of this.#errands.take(today)) await errand(today);
    const { plan, seed, windows } = this.#parts;
    const draw = chance(seed, `arrivals of ${today}`);
    // From three fifths to seven fifths of an average day.
    this.#waiting += (plan.applicationsPerYear / WORKING_DAYS_A_YEAR) * (0.6 + draw.between(0, 80) / 100);
    for (; this.#waiting >= 1; this.#waiting -= 1) {
      const window = windows[draw.between(0, windows.length - 1)];
      if (window !== undefined) await this.#receive(window.staff, today);
    }
  }

  async #receive(by: Principal, today: CivilDate): Promise<void> {
    const { city, plan, seed, watch, key } = this.#parts;
    const sequence = this.cases.length + 1;
    const draw = chance(seed, `family ${sequence}`);
    const { caseId, isWaiting } = await receive(city, plan, draw, { by, key: key(by), sequence });
    this.cases.push(caseId);
    watch.tally.add(by.unit, today.slice(0, 7), 'applications');
    if (isWaiting) {
      const days = draw.between(...plan.incompletePapers.daysToSupplement);
      this.#errands.note(addDays(today, days), () => supplement(city, caseId, by, key(by)));
    }
    const reason = '模拟';
    const { house } = city.home;
    if (draw.happens(plan.complaints.percent)) {
      this.#errands.note(addDays(today, draw.between(1, 10)), () =>
        unlessTooLate(fileComplaint(house, { by, caseId, key: key(by), reason })),
      );
    }
    if (draw.happens(plan.withdrawals.percent)) {
      this.#errands.note(addDays(today, draw.between(2, 20)), () =>
        unlessTooLate(withdrawApplication(house, { by, caseId, key: key(by), reason })),
      );
    }
    if (draw.happens(plan.objections.percent)) this.#objectOncePosted(caseId, by, addDays(today, 10), LOOKS);
  }

  /** Looks every third day whether the notice is up, and objects then. */
  #objectOncePosted(caseId: CaseId, by: Principal, on: CivilDate, looks: number): void {
    this.#errands.note(on, async (today) => {
      const { city, key } = this.#parts;
      const reason = '收入不实(模拟)';
      const outcome = await fileObjection(city.home.house, { by, caseId, key: key(by), reason });
      if (!isDeclined(outcome)) return;
      if (outcome.kind !== 'declined' || outcome.code !== 'no-notice-open') granted(outcome);
      if (looks > 0) this.#objectOncePosted(caseId, by, addDays(today, 3), looks - 1);
    });
  }
}

const LOOKS = 20;

/** The case may have ended in between, which the house says. */
async function unlessTooLate(act: Promise<{ readonly kind: string }>): Promise<void> {
  const outcome = await act;
  if (isDeclined(outcome) && outcome.kind === 'declined' && outcome.code === 'case-closed') return;
  granted(outcome);
}
