import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { randomIds } from '../../functions/adapters/crypto/random-ids.ts';
import { authorize } from '../../functions/domain/authority/authorize.ts';
import type { CaseHead } from '../../functions/domain/casework/head.ts';
import type { NotifyMessage } from '../../functions/domain/casework/message.ts';
import type { TaskRecord } from '../../functions/domain/casework/task.ts';
import { civilDate, endOfDay, startOfDay } from '../../functions/domain/values/civil-date.ts';
import { caseId, householdId, taskId } from '../../functions/domain/values/ids.ts';
import type { ItemStore } from '../../functions/ports/item-store.ts';
import { createCases } from '../../functions/store/cases.ts';
import { createDueIndex, createOutbox, createUnsettled } from '../../functions/store/queues.ts';
import { createRungs } from '../../functions/store/rungs.ts';
import { createTokens } from '../../functions/store/tokens.ts';
import { withClockwork } from '../../functions/usecases/clockwork.ts';
import type { House } from '../../functions/usecases/house.ts';
import { runDue } from '../../functions/usecases/sweep/run-due.ts';
import { caseHead, openTaskOf, policy } from '../support/case-head.ts';
import { memoryVault } from './cases.contract.ts';
import type { CasesSetup } from './cases.contract.ts';

const HOUR = 3_600_000;
const nine = (day: string): number => startOfDay(civilDate(day)) + 9 * HOUR;
const DUE = civilDate('2026-03-16');
const HALF = nine('2026-03-09');

/** What the sweep promises, on whatever stands below it. */
export function sweepContract({ open }: CasesSetup): void {
  let items: ItemStore;
  let close: () => Promise<void>;
  let now = nine('2026-03-02');
  let count = 0;
  const vault = memoryVault();
  const time = { now: () => now };

  beforeAll(async () => {
    ({ items, close } = await open());
    // A Java machine that starts while others build takes its time.
  }, 60_000);
  afterAll(() => close());
  beforeEach(async () => {
    now = nine('2026-03-02');
    const outbox = createOutbox(items);
    for await (const { id } of outbox.waiting()) await outbox.done(id);
    // The clock went back: so must the hour from which the next look begins.
    await createDueIndex(items).lookedThrough(now);
  });

  function town(store: ItemStore = items) {
    const parts = { items: store, vault, time, ids: randomIds };
    const cases = withClockwork(createCases(parts, createTokens(store, vault)), { policy, time });
    const people = { inUnit: () => Promise.resolve([]) } as unknown as House['people'];
    const house = { cases, people, policy, time, ids: randomIds, authorize } as unknown as House;
    return { house, dueIndex: createDueIndex(store), rungs: createRungs(parts) };
  }
  const sweep = (store?: ItemStore) => {
    const { house, ...parts } = town(store);
    return runDue(house, parts);
  };

  /** A confirmation of ten working days from Monday, 2 March 2026. */
  async function opened(more: Partial<TaskRecord> = {}): Promise<{ head: CaseHead; task: TaskRecord }> {
    const { cases } = town().house;
    const id = caseId(`370502-20260302-S${(count += 1)}`);
    await cases.create({
      head: caseHead({ caseId: id, householdId: householdId(`h-${id}`) }),
      events: [],
      outbox: [],
      facts: {},
      persons: [],
      locks: [],
      names: [],
      household: 'new',
      once: { key: { principal: 'p', route: 'r', key: id, requestHash: 'h' }, outcome: { kind: 'x' } },
    });
    const finishLimit = {
      limitId: 'dibao.county-confirmation',
      from: civilDate('2026-03-02'),
      dueOn: DUE,
      dueAt: endOfDay(DUE),
      provisional: false,
    };
    const task = openTaskOf('confirmation', {
      caseId: id,
      taskId: taskId(`${id}.confirmation.1`),
      openedAt: now,
      finishLimit,
      ...more,
    });
    const head = (await cases.head(id))!;
    const committed = await cases.commit({ head, next: {}, events: [], tasks: [{ kind: 'open', task }] });
    if (committed.kind !== 'committed') throw new Error(committed.kind);
    return { head: committed.head, task: (await cases.task(task.taskId))! };
  }

  const closed = (task: TaskRecord): TaskRecord => ({
    ...task,
    status: 'DECIDED',
    outcome: 'confirm',
    closedAt: now,
    closedBy: 'p',
  });

  async function messages(): Promise<NotifyMessage[]> {
    const waiting = await Array.fromAsync(createOutbox(items).waiting());
    return waiting.flatMap(({ message }) => (message.kind === 'notify' ? [message] : []));
  }

  describe('the sweep', () => {
    it('of fifty at once leaves one message for each rung, and makes nobody’s page stale', async () => {
      const tasks = [await opened(), await opened({ holder: 'p' })].map(({ task }) => task);
      now = HALF;
      await Promise.all(Array.from({ length: 50 }, () => sweep()));
      const found = await messages();
      expect(found.map(({ messageId }) => messageId).toSorted()).toEqual(
        tasks.map((task) => `${task.taskId}#finish.half-time@${DUE}`).toSorted(),
      );
      expect(found.find(({ taskId: id }) => id === tasks[1]?.taskId)?.to).toEqual([{ kind: 'person', subject: 'p' }]);
      const { cases } = town().house;
      for (const { taskId: id, version, caseId: of } of tasks) {
        expect(await cases.task(id)).toMatchObject({ version, rungs: [`finish.half-time@${DUE}`] });
        expect(await cases.events(of)).toEqual([]);
      }
      await sweep();
      expect(await messages()).toHaveLength(2);
    });

    it('loses nothing when it is killed before or after the claim', async () => {
      const { task } = await opened();
      now = HALF;
      const killed = (isWritten: boolean): ItemStore => ({
        get: (key) => items.get(key),
        query: (query) => items.query(query),
        async transact(actions) {
          if (isWritten) await items.transact(actions);
          throw new Error('killed');
        },
      });
      await expect(sweep(killed(false))).rejects.toThrow('killed');
      expect(await messages()).toEqual([]);
      await expect(sweep(killed(true))).rejects.toThrow('killed');
      await sweep();
      expect((await messages()).map(({ messageId }) => messageId)).toEqual([`${task.taskId}#finish.half-time@${DUE}`]);
    });

    it('never claims for a task that closes in the same instant', async () => {
      const { head, task } = await opened();
      now = HALF;
      const { cases } = town().house;
      const closing = cases.commit({
        head,
        next: {},
        events: [],
        tasks: [{ kind: 'change', from: task, to: closed(task) }],
      });
      const [result] = await Promise.all([closing, sweep()]);
      const left = await messages();
      // Either it was claimed first, and the closing must look again, or it is closed and nothing is said.
      expect([result.kind, left.length]).toEqual(result.kind === 'committed' ? ['committed', 0] : ['stale', 1]);
      expect(left.every(({ whileOpen }) => whileOpen === true)).toBe(true);
    });

    it('records lateness once, at its instant, then tells the head, then orders supervision', async () => {
      const { task } = await opened();
      const { cases } = town().house;
      for (const at of [
        HALF,
        nine('2026-03-13'),
        nine('2026-03-16'),
        endOfDay(DUE),
        nine('2026-03-17'),
        nine('2026-03-19'),
      ]) {
        now = at + 1;
        await sweep();
      }
      const told = (await messages()).filter(({ taskId: id }) => id === task.taskId);
      expect(told.map(({ template }) => template).toSorted()).toEqual([
        'supervision-order',
        'task-due-today',
        'task-due-tomorrow',
        'task-half-time',
        'task-overdue',
      ]);
      expect(told.find(({ template }) => template === 'task-due-today')?.to).toEqual([
        // Its head reads there too, and is told once.
        { kind: 'unit', unit: task.unit },
      ]);
      expect(told.find(({ template }) => template === 'supervision-order')?.to).toEqual([
        { kind: 'head', unit: task.unit },
        { kind: 'unit', unit: 'county-civil-affairs-370502' },
      ]);
      const events = await cases.events(task.caseId);
      expect(events.map(({ type, at }) => [type, at])).toEqual([
        ['limit-exceeded', endOfDay(DUE)],
        ['supervision-ordered', nine('2026-03-19') + 1],
      ]);
      expect((await cases.task(task.taskId))?.alarm).toBeUndefined();
    });

    it('after an outage sends each receiver one summary of what is still open', async () => {
      const holder = `h${count}`;
      const [one, other, done] = [await opened({ holder }), await opened({ holder }), await opened({ holder })];
      now = nine('2026-03-13') + 5 * HOUR;
      const { house, dueIndex, rungs } = town();
      const summaries = { ...rungs, pendingSummaries: async function* () {} };
      // Killed between the claims and the summary.
      await runDue(house, { dueIndex, rungs: summaries });
      expect(await messages()).toEqual([]);
      await house.cases.commit({
        head: done.head,
        next: {},
        events: [],
        tasks: [{ kind: 'change', from: (await house.cases.task(done.task.taskId))!, to: closed(done.task) }],
      });
      await Promise.all([sweep(), sweep(), sweep()]);
      const found = (await messages()).filter(({ to }) =>
        to.some((receiver) => 'subject' in receiver && receiver.subject === holder),
      );
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({ template: 'summary-after-outage', values: { count: 2 } });
      for (const { task } of [one, other]) expect(found[0]?.values['lines']).toContain(task.caseId);
      // Both rungs are claimed; the next one is told as ever.
      expect((await house.cases.task(one.task.taskId))?.rungs).toHaveLength(2);
      now = nine('2026-03-16') + 1;
      await sweep();
      const next = (await messages()).filter(({ taskId: id }) => id === one.task.taskId);
      expect(next.map(({ template }) => template)).toEqual(['task-due-today']);
    });

    it('finds the next instant for which something asked', async () => {
      const { task } = await opened();
      const { dueIndex } = town();
      let at = HALF - 3 * HOUR;
      const seen: number[] = [];
      for (
        let next = await dueIndex.next(at, HALF + HOUR);
        next !== undefined;
        next = await dueIndex.next(at, HALF + HOUR)
      ) {
        seen.push(next);
        at = next;
      }
      expect(seen).toContain(task.alarm?.at);
    });

    it('tells once what belongs to no case', async () => {
      const { rungs } = town();
      const message: NotifyMessage = {
        kind: 'notify',
        messageId: `calendar-unpublished#${count}`,
        template: 'calendar-unpublished',
        to: [],
        values: { year: 2027 },
      };
      const results = await Promise.all([rungs.tellOnce(message), rungs.tellOnce(message), rungs.tellOnce(message)]);
      expect(results.toSorted()).toEqual(['told', 'told-before', 'told-before']);
      expect(await messages()).toHaveLength(1);
    });
  });

  describe('the look for what was left behind', () => {
    it('goes round in slices and misses no case', async () => {
      for (let index = 0; index < 7; index += 1) await opened();
      const unsettled = createUnsettled(items);
      const all = (await Array.fromAsync(unsettled.underReview())).map((head) => head.caseId);
      const seen: string[] = [];
      for (let look = 0; look < Math.ceil(all.length / 3) + 4; look += 1) {
        const slice = await unsettled.nextUnderReview(3);
        expect(slice.length).toBeLessThanOrEqual(3);
        seen.push(...slice.map((head) => head.caseId));
      }
      expect(new Set(seen)).toEqual(new Set(all));
    });
  });
}
