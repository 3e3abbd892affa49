import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundCasesSchema, inboxCountsSchema, inboxSchema, taskListSchema } from '../../functions/contracts/views.ts';
import type { InboxItem, TaskView } from '../../functions/contracts/views.ts';
import { standings } from '../../functions/domain/clock/standing.ts';
import { families } from '../../local/demo/families.ts';
import { chenzhuang, niuzhuang, Office } from '../../local/demo/office.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import { isOwnTown, nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

describe.skipIf(!isOwnTown)('the inbox of a unit', () => {
  let town: Town;
  let office: Office;
  const cases: string[] = [];
  beforeAll(async () => {
    town = await startTown();
    office = new Office(town.client);
    for (let day = 0; day < 5; day += 1) {
      const { caseId } = await office.submit(
        families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() }),
      );
      cases.push(caseId);
      await town.client.openTask(niuzhuang.window, caseId, 'household-investigation');
      await town.client.openTask(niuzhuang.window, caseId, 'information-check');
      await town.client.passDays(1);
    }
  });
  afterAll(() => town.close());

  const page = async (as: string, query: string) =>
    taskListSchema.parse(expectStatus(await town.client.get(as, `/tasks?${query}`), [200]));

  const all = async (as: string, limit: number): Promise<readonly TaskView[]> => {
    const found: TaskView[] = [];
    let after: string | null = '';
    while (after !== null) {
      const { items, next }: { items: TaskView[]; next: string | null } = await page(
        as,
        after === '' ? `limit=${limit}` : `limit=${limit}&after=${encodeURIComponent(after)}`,
      );
      expect(items.length).toBeLessThanOrEqual(limit);
      found.push(...items);
      after = next;
    }
    return found;
  };

  it('lists each open task of the unit once, nearest limit first, however it is paged', async () => {
    const whole = await all(niuzhuang.window, 200);
    expect(whole.map(({ caseId }) => caseId)).toEqual(cases);
    expect(whole.every(({ kind }) => kind === 'household-investigation')).toBe(true);
    for (const limit of [1, 2, 5]) expect(await all(niuzhuang.window, limit)).toEqual(whole);
    const checks = await all(niuzhuang.checker, 2);
    expect(checks.map(({ kind }) => kind)).toEqual(Array(5).fill('information-check'));
  });

  it('shows what is late after the days have passed', async () => {
    const late = (await all(niuzhuang.window, 200)).filter(({ isOverdue }) => isOverdue).map(({ caseId }) => caseId);
    // Filed on Monday the 2nd, to begin by the 5th; today is Saturday the 7th.
    expect(late).toEqual(cases.slice(0, 2));
  });

  it('is the own unit’s; those above may look in, others may not', async () => {
    const unit = `unit=township-${niuzhuang.area}`;
    for (const above of ['supervisor', niuzhuang.checker]) {
      expect((await page(above, unit)).items).toHaveLength(5);
    }
    expect((await page(chenzhuang.window, '')).items).toEqual([]);
    expect(await town.client.get(chenzhuang.window, `/tasks?${unit}`)).toMatchObject({ status: 404 });
  });

  it('loses a task when it is done', async () => {
    const [first = ''] = cases;
    await office.investigate(first);
    const left = async () => (await all(niuzhuang.window, 200)).map(({ caseId }) => caseId);
    await expect.poll(left).toEqual(cases.slice(1));
  });

  describe('as each person sees it', () => {
    type Box = 'mine' | 'unit' | 'unclaimed';
    const boxOf = async (as: string, box: Box, limit = 200): Promise<readonly InboxItem[]> => {
      const found: InboxItem[] = [];
      let after: string | null = null;
      do {
        const more: string = after === null ? '' : `&after=${encodeURIComponent(after)}`;
        const answer = await town.client.get(as, `/inbox?box=${box}&limit=${limit}${more}`);
        const { items, next }: { items: InboxItem[]; next: string | null } = inboxSchema.parse(
          expectStatus(answer, [200]),
        );
        found.push(...items);
        after = next;
      } while (after !== null);
      return found;
    };
    const countsOf = async (as: string) =>
      inboxCountsSchema.parse(expectStatus(await town.client.get(as, '/inbox/counts'), [200]));
    const perStanding = (items: readonly InboxItem[]) =>
      Object.fromEntries(
        standings.map((standing) => [
          standing,
          { count: items.filter((item) => item.standing === standing).length, more: false },
        ]),
      );
    const idsOf = (items: readonly { taskId: string }[]) => items.map(({ taskId }) => taskId);

    it('shows in the own box what one holds and what those hold whom one stands in for, however it is paged', async () => {
      const [first, second, third] = await all(niuzhuang.window, 200);
      for (const [as, task] of [
        ['window-niuzhuang', second],
        ['window2-niuzhuang', first],
        ['window-niuzhuang', third],
      ] as const) {
        expectStatus(await town.client.claim(as, task!), [200]);
      }
      // Lists may lag.
      await expect.poll(async () => idsOf(await boxOf('window2-niuzhuang', 'mine'))).toEqual([first!.taskId]);
      await expect.poll(async () => idsOf(await boxOf('window-niuzhuang', 'mine'))).toHaveLength(2);
      const { today } = await town.client.clock();
      const absence = { substitute: 'window2-niuzhuang', from: today, until: today };
      expectStatus(await town.client.post('window-niuzhuang', '/substitutions', absence), [201]);
      for (const limit of [1, 2, 50]) {
        const box = await boxOf('window2-niuzhuang', 'mine', limit);
        expect(idsOf(box)).toEqual([first, second, third].map((task) => task!.taskId));
        expect(box.map(({ standingInFor }) => standingInFor)).toEqual([null, 'window-niuzhuang', 'window-niuzhuang']);
      }
    });

    it('keeps apart what nobody has claimed, and colours each by the one clock', async () => {
      const unit = await boxOf(niuzhuang.window, 'unit');
      const unclaimed = await boxOf(niuzhuang.window, 'unclaimed', 1);
      expect(unit).toHaveLength(4);
      expect(idsOf(unclaimed)).toEqual(idsOf(unit.filter(({ holder }) => holder === null)));
      const { today } = await town.client.clock();
      for (const { standing, pressingOn } of unit) {
        expect(standing === 'overdue').toBe(pressingOn !== null && pressingOn < today);
        expect(standing === 'due-today').toBe(pressingOn === today);
        expect(standing === 'no-limit').toBe(pressingOn === null);
      }
    });

    it('counts what the boxes show, colour by colour, also after time has passed', async () => {
      for (let look = 0; look < 3; look += 1) {
        const counts = await countsOf('window-niuzhuang');
        for (const box of ['mine', 'unit', 'unclaimed'] as const) {
          expect(counts[box]).toEqual(perStanding(await boxOf('window-niuzhuang', box)));
        }
        await town.client.passDays(20);
      }
      expect((await countsOf('window-niuzhuang')).unit.overdue.count).toBeGreaterThan(0);
    });

    it('refuses a box that there is none of, and a cursor that is none', async () => {
      const box = await town.client.get(niuzhuang.window, '/inbox?box=all');
      const cursor = await town.client.get(niuzhuang.window, '/inbox?after=nonsense');
      expect([box, cursor].map(({ status, body }) => [status, (body as { code: string }).code])).toEqual([
        [422, 'invalid-request'],
        [422, 'invalid-cursor'],
      ]);
    });
  });

  describe('search', () => {
    const find = async (as: string, q: string) => {
      const answer = await town.client.get(as, `/inbox/search?q=${encodeURIComponent(q)}`);
      return foundCasesSchema.parse(expectStatus(answer, [200])).items.map(({ caseId }) => caseId);
    };

    it('finds a case by its receipt number, by the end of it, and by a member’s exact name', async () => {
      const submission = families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() });
      const [member] = submission.family.members;
      const name = `特别${member!.name}`;
      const named = {
        ...submission.family,
        members: submission.family.members.map((one, at) => (at === 0 ? { ...one, name } : one)),
      };
      const { caseId } = await office.submit({ ...submission, family: named });
      for (const q of [
        caseId,
        caseId.toLowerCase(),
        caseId.slice(-6),
        name,
        ` ${name.slice(0, 2)}　${name.slice(2)}`,
      ]) {
        expect(await find(niuzhuang.window, q)).toEqual([caseId]);
        expect(await find('county-dongying', q)).toEqual([caseId]);
        expect(await find('window-liuhu', q)).toEqual([]);
        expect(await find('county-lijin', q)).toEqual([]);
      }
      expect(await find(niuzhuang.window, name.slice(0, -1))).toEqual([]);
    });

    it('says with each what is open and when it is due', async () => {
      const answer = await town.client.get(niuzhuang.window, `/inbox/search?q=${cases[0]}`);
      const [found] = foundCasesSchema.parse(expectStatus(answer, [200])).items;
      expect(found).toMatchObject({ caseId: cases[0], status: 'in-review', dueOn: expect.any(String) });
      expect(found!.openTasks.map(({ title }) => title)).toEqual(['信息核对']);
    });
  });
});
