import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { families } from '../../local/demo/families.ts';
import { niuzhuang, Office } from '../../local/demo/office.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import type { TownClient } from '../../local/demo/town-client.ts';
import { examples, isOwnTown, nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';
import { outcomeOf } from '../support/story.ts';

describe('an execution that is thrown away', () => {
  let town: Town;
  let office: Office;
  beforeAll(async () => {
    town = await startTown();
    office = new Office(town.client);
  });
  afterAll(() => town.close());

  const restart = (caseId: string, client: TownClient = town.client) =>
    client.post('supervisor', `/cases/${caseId}/restart`, { reason: '流程重建(演示)' });

  /** The whole way, with `between` after each step. */
  const live = async (desk: Office, between: (caseId: string, step: string) => Promise<void>) => {
    const submission = families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() });
    const { caseId, householdId } = await desk.submit(submission);
    await between(caseId, 'accepted');
    await desk.investigate(caseId);
    await between(caseId, 'investigated');
    await desk.check(caseId);
    await between(caseId, 'checked');
    await desk.opinion(caseId);
    await between(caseId, 'opinion given');
    await desk.client.openTask(niuzhuang.window, caseId, 'public-notice');
    await desk.fileObjection(caseId);
    await between(caseId, 'objected');
    await desk.reviewObjection(caseId);
    await between(caseId, 'reviewed');
    await desk.opinion(caseId, 'confirm', 2);
    await between(caseId, 'second opinion given');
    await desk.confirm(caseId, { outcome: 'next-tier' }, 2);
    await between(caseId, 'refused at the first tier');
    await desk.opinion(caseId, 'confirm', 3);
    await between(caseId, 'third opinion given');
    await desk.passNotice(caseId, 3);
    await between(caseId, 'notice over');
    await desk.confirm(caseId, {}, 3);
    await between(caseId, 'confirmed');
    await desk.client.reaches(niuzhuang.window, caseId, 'granted');
    return outcomeOf(desk.client, niuzhuang.window, caseId, householdId);
  };

  const withoutRestarts = ({ story, numbers: _numbers, ...rest }: Awaited<ReturnType<typeof live>>) => ({
    ...rest,
    story: story
      .filter((line) => !line.startsWith('execution-restarted'))
      .map((line) => line.replace(/"gen":\d+/, '"gen":0')),
  });

  // Both towns must live the same days.
  it.skipIf(!isOwnTown)('is rebuilt at the next generation after every step, and the case ends the same', async () => {
    const twinTown = await startTown();
    try {
      const twin = await live(new Office(twinTown.client), () => Promise.resolve());
      let restarts = 0;
      const rebuilt = await live(office, async (caseId, step) => {
        const answer = await restart(caseId);
        // The last decision may have closed the case before the supervisor came.
        if (step === 'confirmed' && answer.status === 409) return;
        restarts += 1;
        expect(answer).toMatchObject({ status: 200, body: { gen: restarts + 1 } });
      });
      expect(restarts).toBeGreaterThanOrEqual(10);
      expect(withoutRestarts(rebuilt)).toEqual(withoutRestarts(twin));
      expect(rebuilt.story.filter((line) => line.startsWith('execution-restarted'))).toHaveLength(restarts);
    } finally {
      await twinTown.close();
    }
  });

  it('leaves the work of people alone: who holds a task goes on holding it', async () => {
    const { caseId } = await office.submit(
      families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() }),
    );
    const task = await town.client.openTask(niuzhuang.window, caseId, 'household-investigation');
    expectStatus(await town.client.claim(niuzhuang.reviewer, task), [200]);
    for (let time = 0; time < 5; time += 1) expectStatus(await restart(caseId), [200]);
    const held = (await office.tasks(caseId)).filter(({ kind }) => kind === 'household-investigation');
    expect(held).toMatchObject([{ taskId: task.taskId, status: 'OPEN', holder: niuzhuang.reviewer, version: 2 }]);
  });

  it('rebuilds many times at once without doing anything twice', async () => {
    const { caseId } = await office.submit(
      families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() }),
    );
    await office.investigate(caseId);
    const [check] = await Promise.all([office.check(caseId), ...Array.from({ length: 6 }, () => restart(caseId))]);
    expect(check).toMatchObject({ status: 'DECIDED' });
    await office.opinion(caseId);
    await office.passNotice(caseId);
    await office.confirm(caseId);
    const view = await town.client.reaches(niuzhuang.window, caseId, 'granted');
    expect(view.gen).toBe(7);
    const types = (await office.events(caseId)).items.map(({ type }) => type);
    for (const once of ['classified', 'township-opinion', 'notice-posted', 'notice-ended', 'determined']) {
      expect(types.filter((type) => type === once)).toHaveLength(1);
    }
  });

  it('is rebuilt at any moment, under many families at once', async () => {
    const ONCE = ['classified', 'township-opinion', 'county-decision', 'determined'];
    const family = async (number: number) => {
      const submission = families.highMedicalSpending.build({ area: niuzhuang.area, sequence: nextFamily() });
      const { caseId } = await office.submit(submission);
      const restarting = (async () => {
        for (let time = 0; time < 8; time += 1) {
          // From one to sixty milliseconds, differently for each family.
          await new Promise((resolve) => setTimeout(resolve, 1 + ((number * 17 + time * 23) % 60)));
          await restart(caseId);
        }
      })();
      await office.lookInto(caseId);
      await office.opinion(caseId);
      await office.confirm(caseId);
      await restarting;
      await town.client.reaches(niuzhuang.window, caseId, 'granted');
      const { items, isVerified } = await office.events(caseId);
      return { isVerified, counts: ONCE.map((once) => items.filter(({ type }) => type === once).length) };
    };
    const ends = await Promise.all(Array.from({ length: examples(12) }, (_, number) => family(number)));
    for (const end of ends) expect(end).toEqual({ isVerified: true, counts: [1, 1, 1, 1] });
  });

  it('is nobody’s to throw away but the supervisor’s, and only while there is one', async () => {
    const { caseId } = await office.submit(
      families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() }),
    );
    const path = `/cases/${caseId}/restart`;
    expect(await town.client.post(niuzhuang.confirmer, path, { reason: '试' })).toMatchObject({ status: 403 });
    await town.client.post(niuzhuang.window, `/applications/${caseId}/withdrawal`, { reason: '撤回' });
    expect(await restart(caseId)).toMatchObject({
      status: 409,
      body: { code: 'not-under-procedure', caseStatus: 'withdrawn' },
    });
  });
});
