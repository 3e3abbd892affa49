import type { TaskRecord } from '../../functions/domain/application/records.ts';
import { deskOf } from '../../functions/domain/application/task-desk.ts';
import type { Principal } from '../../functions/domain/authority/principal.ts';
import { nextWorkingDay } from '../../functions/domain/clock/working-day.ts';
import type { CivilDate } from '../../functions/domain/values/civil-date.ts';
import type { OnceKey } from '../../functions/ports/cases.ts';
import { claimTask, releaseTask } from '../../functions/usecases/claim-task.ts';
import { decideTask } from '../../functions/usecases/decide-task.ts';
import { isDeclined } from '../../functions/usecases/outcome.ts';
import { chance } from './chance.ts';
import type { City } from './city.ts';
import { decisionFor } from './decisions.ts';
import type { Plan } from './plan.ts';
import { granted } from './window.ts';
import type { Worker } from './workforce.ts';

export interface WorkParts {
  readonly city: City;
  readonly plan: Plan;
  readonly seed: number;
  readonly key: (by: Principal) => OnceKey;
}

/** What a person sees of a list at once. */
const PAGE = 50;

/** What one person does at the desk: finishes what is ready, then takes new work from the unit's list. */
export class Desk {
  readonly worker: Worker;
  readonly #parts: WorkParts;
  /** When each task in hand can be decided; set at the first sight of it in the person's list. */
  readonly #readyOn = new Map<string, CivilDate>();
  /** Tasks that the person may not decide: the own opinion, a relative's family. */
  readonly #avoided = new Set<string>();

  constructor(parts: WorkParts, worker: Worker) {
    this.#parts = parts;
    this.worker = worker;
  }

  /** One working day; gives the acts that are left over for others. */
  async day(today: CivilDate): Promise<number> {
    const { actsPerDay, staff } = this.worker;
    const mine = await this.#inHand();
    let left = actsPerDay - (await this.#finish(mine, today, actsPerDay, staff));
    // Nobody takes more than two days' work at once.
    const room = Math.min(actsPerDay, actsPerDay * 2 - mine.length);
    if (room <= 0) return left;
    const taken: TaskRecord[] = [];
    for (const task of await this.#unclaimed(room)) {
      const claimed = await this.#claim(task);
      if (claimed !== undefined) taken.push(claimed);
    }
    left -= await this.#finish(taken, today, left, staff);
    return left;
  }

  /** A substitute does what is ready, at most `most`; gives the number done. */
  async standIn(today: CivilDate, most: number, by: Principal): Promise<number> {
    return most <= 0 ? 0 : this.#finish(await this.#inHand(), today, most, by);
  }

  async #finish(tasks: readonly TaskRecord[], today: CivilDate, most: number, by: Principal): Promise<number> {
    let done = 0;
    for (const task of tasks) {
      if (done >= most) break;
      if (this.#readiness(task, today) > today) continue;
      if (await this.#decide(task, today, by)) done += 1;
    }
    return done;
  }

  /** Claimed today, given by a head, or handed over: the work takes its days from the first sight. */
  #readiness(task: TaskRecord, today: CivilDate): CivilDate {
    const known = this.#readyOn.get(task.taskId);
    if (known !== undefined) return known;
    const { plan, seed, city } = this.#parts;
    const range = task.kind === 'public-notice' ? undefined : plan.delays[task.kind];
    const days = range === undefined ? 0 : chance(seed, `delay of ${task.taskId}`).between(...range);
    let readyOn = today;
    for (let day = 0; day < days; day += 1) readyOn = nextWorkingDay(readyOn, city.policy.calendar);
    this.#readyOn.set(task.taskId, readyOn);
    return readyOn;
  }

  async #inHand(): Promise<readonly TaskRecord[]> {
    const { worklists } = this.#parts.city.home.house;
    const page = await worklists.open([{ kind: 'holder', subject: this.worker.staff.subject }], { limit: PAGE });
    return page.items;
  }

  async #unclaimed(most: number): Promise<readonly TaskRecord[]> {
    const { staff, role } = this.worker;
    const { worklists, policy } = this.#parts.city.home.house;
    const page = await worklists.open([{ kind: 'unclaimed', unit: staff.unit }], { limit: PAGE });
    const isFor = (task: TaskRecord): boolean => {
      const delegated = task.unit === policy.townshipUnit(task.area);
      return deskOf(task.kind, { delegated }).roles.includes(role) && !this.#avoided.has(task.taskId);
    };
    return page.items.filter(isFor).slice(0, most);
  }

  async #claim(task: TaskRecord): Promise<TaskRecord | undefined> {
    const { city, key } = this.#parts;
    const { staff } = this.worker;
    const { taskId, version } = task;
    const outcome = await claimTask(city.home.house, { by: staff, taskId, version, key: key(staff) });
    if (!isDeclined(outcome)) return { ...task, version: outcome.version, holder: staff.subject };
    if (outcome.kind === 'declined' && GIVE_BACK.has(outcome.code)) this.#avoided.add(taskId);
    // A colleague was faster, or the family withdrew.
    else if (outcome.kind !== 'declined' || !TOO_LATE.has(outcome.code)) granted(outcome);
    return undefined;
  }

  async #decide({ taskId, caseId, kind, version }: TaskRecord, today: CivilDate, by: Principal): Promise<boolean> {
    const { city, plan, seed, key } = this.#parts;
    const { house } = city.home;
    const head = await house.cases.head(caseId);
    if (head === undefined || kind === 'public-notice') return false;
    const isReturned =
      kind === 'confirmation' && head.round === 1 && chance(seed, `return of ${taskId}`).happens(plan.returns.percent);
    const decision = decisionFor(kind, head, today, isReturned);
    const outcome = await decideTask(house, { by, taskId, version, key: key(by), decision });
    if (!isDeclined(outcome)) {
      this.#readyOn.delete(taskId);
      return true;
    }
    if (outcome.kind !== 'declined') granted(outcome);
    else if (GIVE_BACK.has(outcome.code)) await this.#giveBack(taskId, version, by);
    else if (!TOO_LATE.has(outcome.code)) granted(outcome);
    return false;
  }

  /** The work is another's: a substitute leaves it where it is. */
  async #giveBack(taskId: TaskRecord['taskId'], version: number, by: Principal): Promise<void> {
    if (by.subject !== this.worker.staff.subject) return;
    this.#avoided.add(taskId);
    granted(await releaseTask(this.#parts.city.home.house, { by, taskId, version, key: this.#parts.key(by) }));
  }
}

/** Another person of the unit must do it. */
const GIVE_BACK: ReadonlySet<string> = new Set(['self-approval', 'recused']);
/** The work is gone, or in other hands. */
const TOO_LATE: ReadonlySet<string> = new Set(['task-closed', 'task-held', 'stale-version']);
