import { createPolicy } from '../../functions/adapters/policy/policy-pack.ts';
import { authorize } from '../../functions/domain/authority/authorize.ts';
import type { Principal } from '../../functions/domain/authority/principal.ts';
import type { CaseHead } from '../../functions/domain/casework/head.ts';
import { areaCode } from '../../functions/domain/values/area-code.ts';
import { civilDate, startOfDay } from '../../functions/domain/values/civil-date.ts';
import { caseId, householdId, taskId, unitId } from '../../functions/domain/values/ids.ts';
import type { Item, ItemStore } from '../../functions/ports/item-store.ts';
import type { Vault } from '../../functions/ports/vault.ts';
import type { WorkflowService } from '../../functions/ports/workflow.ts';
import { createCases } from '../../functions/store/cases.ts';
import { createDoorbells } from '../../functions/store/doorbells.ts';
import { createLedger } from '../../functions/store/ledger.ts';
import { createMailroom } from '../../functions/store/mail.ts';
import { createWebhooks } from '../../functions/store/webhooks.ts';
import { headItem } from '../../functions/store/items.ts';
import * as keys from '../../functions/store/keys.ts';
import { createOutbox } from '../../functions/store/queues.ts';
import { createPeople } from '../../functions/store/people.ts';
import { createTokens } from '../../functions/store/tokens.ts';
import { createWorklists } from '../../functions/store/worklists.ts';
import { openTask } from '../../functions/usecases/carry/open-task.ts';
import { settleTask } from '../../functions/usecases/carry/settle-task.ts';
import { changeTask } from '../../functions/usecases/change-task.ts';
import { restartCase } from '../../functions/usecases/restart-case.ts';
import type { HouseWithDoorbells } from '../../functions/usecases/house.ts';
import { deliverMessage } from '../../functions/usecases/sweep/deliver-message.ts';
import { withdrawApplication } from '../../functions/usecases/withdraw-application.ts';
import { ModelItemStore } from '../support/model-item-store.ts';
import type { Turn } from '../support/interleave.ts';

/** One case with one task, the real use cases over a plain map, and executions as the ASL file describes them. */

export const CASE = caseId('370502-20260105-MODEL2');
export const TASK = taskId(`${CASE}.township-opinion.1`);
const NOW = startOfDay(civilDate('2026-01-05')) + 9 * 3_600_000;

const reviewer: Principal = {
  subject: 'reviewer',
  name: '',
  roles: ['township-reviewer', 'window-clerk', 'supervisor'],
  unit: unitId('township-370502100'),
  area: areaCode('370502100'),
};

const head: CaseHead = {
  caseId: CASE,
  householdId: householdId('hmodel'),
  area: areaCode('370502100'),
  procedure: 'application',
  status: 'in-review',
  stage: 'TownshipOpinion',
  round: 1,
  gen: 1,
  version: 1,
  lastSeq: 0,
  lastHash: '',
  requestedTier: 'dibao',
  registeredOn: civilDate('2026-01-05'),
  acceptedOn: civilDate('2026-01-05'),
  toldMissing: [],
  circumstances: [],
  delegated: false,
  nearRelative: false,
  recused: [],
  complaint: false,
  memberCount: 1,
  factsVersion: 1,
  exceptTiers: [],
  recommended: ['dibao'],
  noticedTiers: [],
  objected: false,
  changedAt: NOW,
};

/** Seals nothing: what is explored is order, not secrecy, and equal worlds must have equal texts. */
const plainVault: Vault = {
  createDataKey: async (scope) => `key:${scope}`,
  seal: async (_context, plain) => plain,
  open: async (_context, sealed) => sealed,
  blindIndex: (_purpose, value) => value,
};

export interface Ended {
  readonly execution: string;
  readonly kind: string;
  readonly outcome?: string;
}

export class DoorbellWorld {
  readonly store = new ModelItemStore();
  /** Tokens that an execution waits for, with what wakes it. */
  readonly waiting = new Map<string, () => void>();
  readonly rung = new Set<string>();
  readonly ended: Ended[] = [];
  readonly decisions: string[] = [];
  now = NOW;
  readonly #sleepers: (() => void)[] = [];
  readonly #starts = new Map<number, () => void>();
  /** Executions that have begun. */
  started = 0;

  constructor() {
    this.store.transact([
      { kind: 'put', item: headItem(head) },
      { kind: 'put', item: { ...keys.dataKeyKey(head.householdId), wrapped: 'key:hmodel' } },
      { kind: 'put', item: { ...keys.sealedKey(CASE, 'facts'), sealed: JSON.stringify({}) } },
      {
        kind: 'put',
        item: { ...keys.sealedKey(CASE, 'family'), sealed: JSON.stringify({ members: [], address: '' }) },
      },
    ]);
  }

  fingerprint(): string {
    const items = [...this.store.items].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return JSON.stringify([items, [...this.waiting.keys()].toSorted(), [...this.rung].toSorted(), this.ended]);
  }

  get head(): Item | undefined {
    return this.#item(keys.headKey(CASE));
  }

  get task(): Item | undefined {
    return this.#item(keys.taskKey(CASE, TASK));
  }

  #item(key: { pk: string; sk: string }): Item | undefined {
    return this.store.get(key) as Item | undefined;
  }

  outbox(): readonly Item[] {
    return [...this.store.items.values()].filter((item) => JSON.stringify(item['sk']).startsWith('"OUTBOX#')) as Item[];
  }

  events(type: string): readonly Item[] {
    return [...this.store.items.values()].filter((item) => item['type'] === type) as Item[];
  }

  /** The house as one actor sees it: every touch of the store is one turn. */
  house(actor: string, turn: Turn): HouseWithDoorbells & { items: ItemStore } {
    let unique = 0;
    const items: ItemStore = {
      get: (key) => turn(`get ${key.sk}`, () => this.store.get(key) as Item | undefined),
      query: (query) =>
        turn(`query ${query.partition}`, () => ({ items: this.store.query(query) as unknown as Item[] })),
      transact: (actions) =>
        turn('transact', () => {
          const result = this.store.transact(actions);
          for (const wake of this.#sleepers.splice(0)) wake();
          return result;
        }),
    };
    const ids = { unique: () => `${actor}${(unique += 1)}`, readable: () => 'ABCDEF' };
    const time = { now: () => this.now };
    const parts = { items, vault: plainVault, time, ids };
    const tokens = createTokens(items, plainVault);
    return {
      items,
      cases: createCases(parts, tokens),
      doorbells: createDoorbells(parts, tokens),
      people: createPeople(parts),
      worklists: createWorklists(items),
      mailroom: createMailroom(items),
      ledger: createLedger(items),
      webhooks: createWebhooks(parts),
      policy,
      time,
      ids,
      authorize,
    };
  }

  /** human-task.asl.json as a program. `timeouts`: how often its wait ends for nothing. */
  async execution(name: string, gen: number, turn: Turn, timeouts = 0): Promise<void> {
    this.started += 1;
    const house = this.house(name, turn);
    const event = { schemaVersion: 1, caseId: CASE, gen, round: 1, kind: 'township-opinion' } as const;
    let left = timeouts;
    try {
      for (let attempt = 1; ; attempt += 1) {
        const token = `${name}-${attempt}`;
        const woken = new Promise<void>((resolve) => this.waiting.set(token, resolve));
        await openTask(house, { ...event, stage: 'TownshipOpinion', token });
        if (left > 0) {
          left -= 1;
          await Promise.race([woken, turn('timeout', () => {})]);
        } else await woken;
        this.waiting.delete(token);
        const settled = await settleTask(house, event);
        if (settled.kind === 'open') continue;
        this.ended.push({ execution: name, ...settled });
        return;
      }
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'Superseded') throw error;
      this.ended.push({ execution: name, kind: 'superseded' });
    }
  }

  /** Begins when the outbox's start message of that generation is delivered. */
  async restartedExecution(name: string, gen: number, turn: Turn): Promise<void> {
    await new Promise<void>((resolve) => this.#starts.set(gen, resolve));
    await this.execution(name, gen, turn);
  }

  /** A delivery of the same Open that Lambda repeats: its token belongs to a wait that is over. */
  async zombieOpen(turn: Turn): Promise<void> {
    const event = { schemaVersion: 1, caseId: CASE, gen: 1, round: 1, kind: 'township-opinion' } as const;
    await openTask(this.house('zombie', turn), { ...event, stage: 'TownshipOpinion', token: 'zombie' }).catch(
      (error: unknown) => {
        if (!(error instanceof Error) || error.name !== 'Superseded') throw error;
      },
    );
  }

  /** Waits for the task to be there and decides it, retrying as a person would. */
  async person(turn: Turn): Promise<void> {
    const house = this.house('person', turn);
    await turn('sees the task', () => {});
    if (this.task === undefined) return;
    const result = await changeTask(
      house,
      'task.decide',
      {
        by: reviewer,
        taskId: TASK,
        version: Number(this.task['version']),
        key: { principal: 'reviewer', route: 'decideTask', key: 'k', requestHash: 'h' },
      },
      (_head, task) => ({
        to: { ...task, status: 'DECIDED', outcome: 'confirm', closedAt: NOW, closedBy: 'reviewer' },
        change: {
          next: {},
          events: [{ type: 'township-opinion', at: NOW, actor: 'reviewer', data: {} }],
          outbox: [{ kind: 'ring', caseId: CASE, taskId: TASK }],
        },
      }),
    );
    this.decisions.push(result.kind);
  }

  async withdrawer(turn: Turn): Promise<void> {
    const result = await withdrawApplication(this.house('withdrawer', turn), {
      by: reviewer,
      caseId: CASE,
      key: { principal: 'reviewer', route: 'withdraw', key: 'k', requestHash: 'h' },
      reason: '撤回',
    });
    this.decisions.push(result.kind);
  }

  async restarter(turn: Turn): Promise<void> {
    await restartCase(this.house('restarter', turn), {
      by: { ...reviewer, area: areaCode('3705') },
      caseId: CASE,
      key: { principal: 'reviewer', route: 'restart', key: 'k', requestHash: 'h' },
      reason: '重建',
    });
  }

  /** Delivers what waits, one message at a time; `crashes`: how often it dies between ringing and striking off. */
  async consumer(turn: Turn, crashes = 0): Promise<void> {
    const house = this.house('consumer', turn);
    const outbox = createOutbox(house.items);
    let left = crashes;
    const workflow: WorkflowService = {
      start: async ({ input }) => {
        this.#starts.get(Number(input['gen']))?.();
        return 'started';
      },
      signal: (token) =>
        turn(`ring ${token}`, () => {
          this.rung.add(token);
          const wake = this.waiting.get(token);
          wake?.();
          return wake === undefined ? 'gone' : 'woken';
        }),
      isRunning: async () => true,
    };
    const delivery = {
      doorbells: house.doorbells,
      workflow,
      outbox: {
        ...outbox,
        done: async (...call: Parameters<typeof outbox.done>) => {
          if (left === 0) return outbox.done(...call);
          left -= 1;
        },
      },
    };
    for (;;) {
      const found = await this.#nextMessage(turn);
      const message = found['message'] as unknown as Parameters<typeof deliverMessage>[2];
      await deliverMessage(delivery, `${found.pk}|${found.sk}`, message);
    }
  }

  /** Not a turn while nothing waits: the consumer sleeps until something is committed. */
  async #nextMessage(turn: Turn): Promise<Item> {
    while (this.outbox().length === 0) await new Promise<void>((resolve) => this.#sleepers.push(resolve));
    return turn('takes a message', () => this.outbox()[0] as Item);
  }
}

const policy = createPolicy();
