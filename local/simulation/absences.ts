import type { Principal } from '../../functions/domain/authority/principal.ts';
import { addDays } from '../../functions/domain/values/civil-date.ts';
import type { CivilDate } from '../../functions/domain/values/civil-date.ts';
import type { OnceKey } from '../../functions/ports/cases.ts';
import { beginHandover } from '../../functions/usecases/begin-handover.ts';
import { enterSubstitution } from '../../functions/usecases/enter-substitution.ts';
import type { City } from './city.ts';
import { granted } from './window.ts';
import { isAway } from './workforce.ts';
import type { Worker } from './workforce.ts';

export interface AbsenceParts {
  readonly city: City;
  readonly workers: readonly Worker[];
  readonly key: (by: Principal) => OnceKey;
}

/** Leaves that begin, with whoever stands in, and people who go for good. */
export class Absences {
  readonly #parts: AbsenceParts;
  readonly #gone = new Set<string>();
  #lastDay: CivilDate | undefined;

  constructor(parts: AbsenceParts) {
    this.#parts = parts;
  }

  async workingDay(today: CivilDate): Promise<void> {
    const before = this.#lastDay ?? addDays(today, -1);
    this.#lastDay = today;
    for (const worker of this.#parts.workers) {
      const leave = worker.absences.find(({ from }) => before < from && from <= today);
      if (leave?.hasSubstitute === true) await this.#nameSubstitute(worker, today, leave.until);
      const { leavesOn } = worker;
      if (leavesOn !== undefined && today >= leavesOn && !this.#gone.has(worker.staff.subject))
        await this.#handOver(worker, today);
    }
  }

  async #nameSubstitute(worker: Worker, today: CivilDate, until: CivilDate): Promise<void> {
    const { city, key } = this.#parts;
    const { staff } = worker;
    const colleague = this.#colleague(worker, today);
    if (colleague === undefined || this.#gone.has(staff.subject)) return;
    const substitute = colleague.staff.subject;
    const input = { by: staff, key: key(staff), substitute, from: today, until };
    granted(await enterSubstitution(city.home.house, input));
  }

  async #handOver(worker: Worker, today: CivilDate): Promise<void> {
    const { city, workers, key } = this.#parts;
    const { subject, unit } = worker.staff;
    const head = workers.find(({ role, staff }) => role === 'unit-head' && staff.unit === unit);
    if (head === undefined) throw new Error(`unit ${unit} has no head who could hand over the work of ${subject}`);
    const heir = this.#colleague(worker, today);
    const to = heir === undefined ? {} : { to: heir.staff.subject };
    const input = { by: head.staff, key: key(head.staff), leaver: subject, ...to, reason: '调离(模拟)' };
    granted(await beginHandover(city.home.house, input));
    this.#gone.add(subject);
  }

  /** Somebody of the same post who is there and not standing in for others' absence themself. */
  #colleague({ staff, role }: Worker, today: CivilDate): Worker | undefined {
    return this.#parts.workers.find(
      (other) =>
        other.role === role &&
        other.staff.unit === staff.unit &&
        other.staff.subject !== staff.subject &&
        !this.#gone.has(other.staff.subject) &&
        !isAway(other, today),
    );
  }
}
