import type { InboxItem } from '../../functions/contracts/views.ts';
import type { Principal } from '../../functions/domain/authority/principal.ts';
import { nextWorkingDay } from '../../functions/domain/clock/working-day.ts';
import type { CivilDate } from '../../functions/domain/values/civil-date.ts';
import { caseId as toCaseId, taskId as toTaskId } from '../../functions/domain/values/ids.ts';
import type { OnceKey } from '../../functions/ports/cases.ts';
import { claimTask, releaseTask } from '../../functions/usecases/claim-task.ts';
import { decideTask } from '../../functions/usecases/decide-task.ts';
import { readInbox } from '../../functions/usecases/read-inbox.ts';
import { isDeclined } from '../../functions/usecases/outcome.ts';
import { chance } from './chance.ts';
import type { City } from './city.ts';
import { isApplicationTask } from '../../functions/domain/application/vocabulary.ts';
import { isOf } from '../../functions/domain/casework/head.ts';
import type { CaseHead } from '../../functions/domain/casework/head.ts';
import { decisionFor, stillEligible } from './decisions.ts';
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
const PAGE = 20;

/** What one person does at the desk: finishes what is ready, then takes new work from the unit's list. */
export class Desk {
  readonly worker: Worker;
  readonly #parts: WorkParts;
  /** When each task in hand can be decided; set at the first sight of it in the person's inbox. */
  readonly #readyOn = new Map<string, CivilDate>();
  /** Tasks that the person may not decide: the own opinion, a relative's family. */
  readonly #avoided = new Set<string>();

  constructor(parts: WorkParts, worker: Worker) {
    this.worker = worker;
    this.#parts = parts;
  }

  /** One working day, most pressing work first, that of absent colleagues included. */
  async day(today: CivilDate): Promise<void> {
    const { actsPerDay } = this.worker;
    const mine = await this.#box('mine');
    const left = actsPerDay - (await this.#finish(mine, today, actsPerDay));
    // Nobody takes more than two days' work at once.
    const own = mine.filter(({ standingInFor }) => standingInFor === null).length;
    const room = Math.min(actsPerDay, actsPerDay * 2 - own);
    if (room <= 0) return;
    const taken: InboxItem[] = [];
    for (const item of (await this.#box('unclaimed')).slice(0, room)) {
      const version = await this.#claim(item);
      if (version !== undefined) taken.push({ ...item, version });
    }
    await this.#finish(taken, today, left);
  }

  async #finish(items: readonly InboxItem[], today: CivilDate, most: number): Promise<number> {
    let done = 0;
    for (const item of items) {
      if (done >= most) break;
      if (this.#readiness(item, today) > today) continue;
      if (await this.#decide(item, today)) done += 1;
    }
    return done;
  }

  /** Claimed today, given by a head, handed over, or come with a colleague's absence: it takes its days from the first sight. */
  #readiness({ taskId, kind }: InboxItem, today: CivilDate): CivilDate {
    const known = this.#readyOn.get(taskId);
    if (known !== undefined) return known;
    const { plan, seed, city } = this.#parts;
    const range = isSimulated(kind) ? plan.delays[kind] : undefined;
    const days = range === undefined ? 0 : chance(seed, `delay of ${taskId}`).between(...range);
    let readyOn = today;
    for (let day = 0; day < days; day += 1) readyOn = nextWorkingDay(readyOn, city.policy.calendar);
    this.#readyOn.set(taskId, readyOn);
    return readyOn;
  }

  /** What of a box the person may do. */
  async #box(box: 'mine' | 'unclaimed'): Promise<readonly InboxItem[]> {
    const { staff, role } = this.worker;
    const inbox = granted(await readInbox(this.#parts.city.home.house, { by: staff, box, limit: PAGE }));
    return inbox.view.items.filter(
      ({ taskId, roles, kind }) => isSimulated(kind) && roles.includes(role) && !this.#avoided.has(taskId),
    );
  }

  /** The version that the task has now; undefined where it was not to be had. */
  async #claim(item: InboxItem): Promise<number | undefined> {
    const { city, key } = this.#parts;
    const { staff } = this.worker;
    const id = toTaskId(item.taskId);
    const outcome = await claimTask(city.home.house, { by: staff, taskId: id, version: item.version, key: key(staff) });
    if (!isDeclined(outcome)) return outcome.version;
    if (outcome.kind === 'declined' && GIVE_BACK.has(outcome.code)) this.#avoided.add(item.taskId);
    // A colleague was faster, or the family withdrew.
    else if (outcome.kind !== 'declined' || !TOO_LATE.has(outcome.code)) granted(outcome);
    return undefined;
  }

  async #decide({ taskId, caseId, kind, version, standingInFor }: InboxItem, today: CivilDate): Promise<boolean> {
    const { city, plan, seed, key } = this.#parts;
    const { house } = city.home;
    const by = this.worker.staff;
    const head = await house.cases.head(toCaseId(caseId));
    if (head === undefined) return false;
    const isReturned =
      kind === 'confirmation' && head.round === 1 && chance(seed, `return of ${taskId}`).happens(plan.returns.percent);
    const decision = isSimulated(kind) ? decisionOf(kind, head, today, isReturned) : undefined;
    if (decision === undefined) return false;
    const id = toTaskId(taskId);
    const outcome = await decideTask(house, { by, taskId: id, version, key: key(by), decision });
    if (!isDeclined(outcome)) {
      this.#readyOn.delete(taskId);
      return true;
    }
    if (outcome.kind !== 'declined') granted(outcome);
    else if (GIVE_BACK.has(outcome.code)) {
      this.#avoided.add(taskId);
      // A substitute leaves it where it is.
      if (standingInFor === null) granted(await releaseTask(house, { by, taskId: id, version, key: key(by) }));
    } else if (!TOO_LATE.has(outcome.code)) granted(outcome);
    return false;
  }
}

type SimulatedKind = keyof Plan['delays'];

/** What the people of the simulation do: applications, and the periodic checks that come of them. */
const isSimulated = (kind: string): kind is SimulatedKind =>
  kind === 'termination-check' || (isApplicationTask(kind) && kind !== 'public-notice');

function decisionOf(kind: SimulatedKind, head: CaseHead, today: CivilDate, isReturned: boolean) {
  if (kind === 'termination-check') return stillEligible(today);
  return isOf(head, 'application') ? decisionFor(kind, head, today, isReturned) : undefined;
}

/** Another person of the unit must do it. */
const GIVE_BACK: ReadonlySet<string> = new Set(['self-approval', 'recused']);
/** The work is gone, or in other hands. */
const TOO_LATE: ReadonlySet<string> = new Set(['task-closed', 'task-held', 'stale-version']);
