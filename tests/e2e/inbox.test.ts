import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { taskListSchema } from '../../functions/contracts/views.ts';
import type { TaskView } from '../../functions/contracts/views.ts';
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
});
