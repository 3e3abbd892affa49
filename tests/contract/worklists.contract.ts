import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaskRecord } from '../../functions/domain/casework/task.ts';
import { NEVER, pressingAt } from '../../functions/domain/casework/pressing.ts';
import { caseId, taskId, unitId } from '../../functions/domain/values/ids.ts';
import type { ItemStore } from '../../functions/ports/item-store.ts';
import type { Worklist, Worklists } from '../../functions/ports/worklists.ts';
import { taskItem } from '../../functions/store/items.ts';
import { createWorklists } from '../../functions/store/worklists.ts';
import { openTaskOf } from '../support/case-head.ts';

const NOW = Date.parse('2026-03-02T09:00:00+08:00');
const DAY = 86_400_000;

export interface WorklistsSetup {
  readonly open: () => Promise<{ readonly items: ItemStore; readonly close: () => Promise<void> }>;
  /** Of each property: a store behind HTTP is slower. */
  readonly runs: number;
}

/** What the lists of work promise, on whatever stands below them. */
export function worklistsContract({ open, runs }: WorklistsSetup): void {
  let items: ItemStore;
  let lists: Worklists;
  let close: () => Promise<void>;
  let count = 0;

  beforeAll(async () => {
    ({ items, close } = await open());
    lists = createWorklists(items);
  });
  afterAll(() => close());

  const fresh = () => `x${(count += 1)}`;
  const write = async (tasks: readonly TaskRecord[]) => {
    for (const task of tasks) await items.transact([{ kind: 'put', item: taskItem(task, NOW) }]);
  };
  const task = (more: Partial<TaskRecord>): TaskRecord => {
    const id = caseId(`370502-20260302-${fresh()}`);
    return openTaskOf('household-investigation', {
      caseId: id,
      taskId: taskId(`${id}.household-investigation.1`),
      ...more,
    });
  };

  const paged = async (of: readonly Worklist[], limit: number, between: () => Promise<void> = async () => {}) => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await lists.open(of, after === undefined ? { limit } : { limit, after });
      expect(page.items.length).toBeLessThanOrEqual(limit);
      seen.push(...page.items.map((item) => item.taskId));
      after = page.next;
      await between();
    } while (after !== undefined);
    return seen;
  };

  const inOrder = (tasks: readonly TaskRecord[]) =>
    tasks
      .toSorted((a, b) => pressingAt(a) - pressingAt(b) || (a.taskId < b.taskId ? -1 : 1))
      .map((item) => item.taskId);

  describe('open work of several lists', () => {
    it('comes in order of what presses, each once, however it is paged and over however many lists', async () => {
      const anyWork = fc.array(fc.tuple(fc.nat(2), fc.option(fc.integer({ min: -5, max: 5 }))), { maxLength: 12 });
      await fc.assert(
        fc.asyncProperty(anyWork, fc.integer({ min: 1, max: 5 }), async (work, limit) => {
          const holders = [fresh(), fresh(), fresh()];
          const tasks = work.map(([holder, day]) =>
            task({ holder: holders[holder]!, ...(day === null ? {} : { caseDueAt: NOW + day * DAY }) }),
          );
          await write(tasks);
          const of = holders.map((subject): Worklist => ({ kind: 'holder', subject }));
          expect(await paged(of, limit)).toEqual(inOrder(tasks));
        }),
        { numRuns: runs },
      );
    });

    it('neither loses nor repeats what does not move while other work comes and goes', async () => {
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.nat(9), async (limit, at) => {
          const holders = [fresh(), fresh()];
          const all = Array.from({ length: 10 }, (_, day) =>
            task({ holder: holders[day % 2]!, caseDueAt: NOW + day * DAY }),
          );
          await write(all);
          const moving = all[at]!;
          let turn = 0;
          const seen = await paged(
            holders.map((subject): Worklist => ({ kind: 'holder', subject })),
            limit,
            async () => {
              turn += 1;
              await write([
                { ...moving, holder: holders[turn % 2]!, caseDueAt: NOW + ((at + turn * 3) % 10) * DAY },
                task({ holder: holders[0]!, caseDueAt: NOW + (turn % 10) * DAY }),
              ]);
            },
          );
          const still = all.filter((item) => item !== moving);
          expect(seen.filter((id) => still.some((item) => item.taskId === id))).toEqual(inOrder(still));
        }),
        { numRuns: runs },
      );
    });

    it('refuses a cursor that is none', async () => {
      const of: readonly Worklist[] = [{ kind: 'holder', subject: 'a' }];
      await expect(lists.open(of, { limit: 1, after: 'nonsense' })).rejects.toMatchObject({ name: 'InvalidCursor' });
    });
  });

  it('keeps a unit’s work, what nobody holds of it, and what somebody holds apart', async () => {
    const unit = unitId(`unit-${fresh()}`);
    const free = task({ unit, caseDueAt: NOW });
    const held = task({ unit, holder: fresh(), caseDueAt: NOW + DAY });
    await write([free, held, task({ unit, status: 'CANCELLED', closedAt: NOW })]);
    expect(await paged([{ kind: 'unit', unit }], 10)).toEqual([free.taskId, held.taskId]);
    expect(await paged([{ kind: 'unclaimed', unit }], 10)).toEqual([free.taskId]);
    expect(await paged([{ kind: 'holder', subject: held.holder! }], 10)).toEqual([held.taskId]);
  });

  it('counts a range of moments up to a bound, both ends included', async () => {
    const unit = unitId(`unit-${fresh()}`);
    const list: Worklist = { kind: 'unit', unit };
    await write([0, 1, 2, 3].map((day) => task({ unit, caseDueAt: NOW + day * DAY })));
    await write([task({ unit })]);
    expect(await lists.count(list, { from: 0, to: NOW }, 9)).toEqual({ count: 1, more: false });
    expect(await lists.count(list, { from: NOW + DAY, to: NOW + 2 * DAY }, 9)).toEqual({ count: 2, more: false });
    expect(await lists.count(list, { from: NOW + DAY, to: NEVER }, 9)).toEqual({ count: 4, more: false });
    expect(await lists.count(list, { from: 0, to: NEVER }, 3)).toEqual({ count: 3, more: true });
  });

  it('finds what was closed in a period that spans months, in order and paged', async () => {
    const unit = unitId(`unit-${fresh()}`);
    const at = (text: string) => Date.parse(`${text}T10:00:00+08:00`);
    const days = ['2026-01-31', '2026-02-01', '2026-02-28', '2026-03-31', '2026-04-01'];
    const tasks = days.map((day) => task({ unit, status: 'DECIDED', closedAt: at(day) }));
    await write(tasks);
    const period = { from: at('2026-02-01'), before: at('2026-04-01') };
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await lists.closed(unit, period, after === undefined ? { limit: 2 } : { limit: 2, after });
      seen.push(...page.items.map((item) => item.taskId));
      after = page.next;
    } while (after !== undefined);
    expect(seen).toEqual(tasks.slice(1, 4).map((item) => item.taskId));
  });
}
