import { deskOf } from '../../functions/domain/application/task-desk.ts';
import type { TaskRecord } from '../../functions/domain/application/records.ts';
import { nextWorkingDay } from '../../functions/domain/clock/working-day.ts';
import type { CivilDate } from '../../functions/domain/values/civil-date.ts';
import type { OnceKey } from '../../functions/ports/cases.ts';
import { claimTask, releaseTask } from '../../functions/usecases/claim-task.ts';
import { decideTask } from '../../functions/usecases/decide-task.ts';
import { isDeclined } from '../../functions/usecases/outcome.ts';
import type { Principal } from '../../functions/domain/authority/principal.ts';
import type { City } from './city.ts';
import { chance } from './chance.ts';
import { decisionFor } from './decisions.ts';
import type { Plan } from './plan.ts';
import { granted } from './window.ts';
import type { Worker } from './workforce.ts';

interface InHand {
  readonly task: TaskRecord;
  readonly readyOn: CivilDate;
}

export interface WorkParts {
  readonly city: City;
  readonly plan: Plan;
  readonly seed: number;
  readonly key: (by: Principal) => OnceKey;
}

/** What one person does at the desk: finishes what is ready, then takes new work from the unit's list. */
export class Desk {
  readonly #parts: WorkParts;
  readonly #worker: Worker;
  readonly #inHand = new Map<string, InHand>();
  /** Tasks that the person may not decide (the own opinion, a relative). */
  readonly #avoided = new Set<string>();

  constructor(parts: WorkParts, worker: Worker) {
    this.#parts = parts;
    this.#worker = worker;
  }

  get worker(): Worker {
    return this.#worker;
  }

  /** Tasks claimed and not yet closed. */
  get inHand(): ReadonlyMap<string, InHand> {
    return this.#inHand;
  }

  /** One working day; gives the acts that were left over. `by`: who acts, where it is a substitute. */
  async day(today: CivilDate): Promise<void> {
    const { actsPerDay } = this.#worker;
    let left = actsPerDay;
    left -= await this.finish(today, left, this.#worker.staff);
    const room = actsPerDay * 2 - this.#inHand.size;
    const wanted = Math.min(room, actsPerDay);
    if (wanted <= 0) return;
    for (const task of await this.#unclaimed(wanted)) {
      if (this.#avoided.has(task.taskId)) continue;
      await this.#claim(task, today);
    }
    await this.finish(today, left, this.#worker.staff);
  }

  /** Closes what is ready, at most `most`, and gives their number. */
  async finish(today: CivilDate, most: number, by: Principal): Promise<number> {
    let done = 0;
    for (const [taskId, { task, readyOn }] of this.#inHand) {
      if (done >= most) break;
      if (readyOn > today) continue;
      await this.#decide(task, today, by);
      this.#inHand.delete(taskId);
      done += 1;
    }
    return done;
  }

  /** Taken out of hand by others: reassigned, cancelled, handed over. */
  forget(taskId: string): void {
    this.#inHand.delete(taskId);
  }

  async #unclaimed(limit: number): Promise<readonly TaskRecord[]> {
    const { staff, role } = this.#worker;
    const { cases } = this.#parts.city.home.house;
    const page = await cases.openTasksOf(staff.unit, { limit: 200 });
    return page.items
      .filter((task) => task.holder === undefined && deskOf(task.kind, { delegated: false }).roles.includes(role))
      .slice(0, limit);
  }

  async #claim(task: TaskRecord, today: CivilDate): Promise<void> {
    const { city, plan, seed, key } = this.#parts;
    const { staff } = this.#worker;
    const outcome = await claimTask(city.home.house, {
      by: staff,
      taskId: task.taskId,
      version: task.version,
      key: key(staff),
    });
    if (isDeclined(outcome)) return;
    const range = task.kind === 'public-notice' ? undefined : plan.delays[task.kind];
    const days = range === undefined ? 0 : chance(seed, `delay of ${task.taskId}`).between(...range);
    let readyOn = today;
    for (let day = 0; day < days; day += 1) readyOn = nextWorkingDay(readyOn, city.policy.calendar);
    this.#inHand.set(task.taskId, { task: { ...task, version: outcome.version }, readyOn });
  }

  async #decide(seen: TaskRecord, today: CivilDate, by: Principal): Promise<void> {
    const { city, plan, seed, key } = this.#parts;
    const { house } = city.home;
    const head = await house.cases.head(seen.caseId);
    // Read again, as the page is opened again before it is filled in.
    const task = await house.cases.task(seen.taskId);
    if (head === undefined || task?.status !== 'OPEN' || task.kind === 'public-notice') return;
    const isReturned =
      task.kind === 'confirmation' &&
      head.round === 1 &&
      chance(seed, `return of ${task.taskId}`).happens(plan.returns.percent);
    const outcome = await decideTask(house, {
      by,
      taskId: task.taskId,
      version: task.version,
      key: key(by),
      decision: decisionFor(task.kind, head, today, isReturned),
    });
    if (!isDeclined(outcome)) return;
    if (outcome.kind === 'declined' && GIVE_BACK.has(outcome.code)) {
      this.#avoided.add(task.taskId);
      granted(await releaseTask(house, { by, taskId: task.taskId, version: task.version, key: key(by) }));
      return;
    }
    // Withdrawn or rebuilt in between: the work is gone.
    if (outcome.kind === 'declined' && outcome.code === 'task-closed') return;
    granted(outcome);
  }
}

/** Another person of the unit must do it. */
const GIVE_BACK: ReadonlySet<string> = new Set(['self-approval', 'recused']);
