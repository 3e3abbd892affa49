import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { taskListSchema } from '../../functions/contracts/views.ts';
import { families } from '../../local/demo/families.ts';
import { niuzhuang, Office } from '../../local/demo/office.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import { nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

describe('a withdrawal', () => {
  let town: Town;
  let office: Office;
  beforeAll(async () => {
    town = await startTown();
    office = new Office(town.client);
  });
  afterAll(() => town.close());

  const build = () => families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() });
  const withdraw = (caseId: string) =>
    town.client.post(niuzhuang.window, `/applications/${caseId}/withdrawal`, { reason: '家庭情况好转(演示)' });

  const isSilent = async (caseId: string) => {
    const tasks = await office.tasks(caseId);
    expect(tasks.filter(({ status }) => status === 'OPEN')).toEqual([]);
    for (const user of [niuzhuang.window, niuzhuang.confirmer]) {
      const inboxed = async () => {
        const inbox = taskListSchema.parse(expectStatus(await town.client.get(user, '/tasks?limit=200'), [200]));
        return inbox.items.filter((task) => task.caseId === caseId);
      };
      await expect.poll(inboxed).toEqual([]);
    }
    await town.client.passDays(90);
    const { items, isVerified } = await office.events(caseId);
    expect(isVerified).toBe(true);
    // Nothing is late, reminded or reopened after the family has left.
    expect(items.at(-1)?.type).toBe('withdrawn');
    expect(await office.view(caseId)).toMatchObject({ status: 'withdrawn', isOverdue: false });
  };

  it('in the middle of the investigation cancels the open work of both units', async () => {
    const { caseId, householdId } = await office.submit(build());
    await town.client.openTask(niuzhuang.window, caseId, 'household-investigation');
    const check = await town.client.openTask(niuzhuang.window, caseId, 'information-check');
    expectStatus(await town.client.claim(niuzhuang.checker, check), [200]);
    expect(await withdraw(caseId)).toMatchObject({ status: 200, body: { status: 'withdrawn' } });
    const late = await town.client.decide(
      niuzhuang.checker,
      { ...check, version: 2 },
      { kind: 'information-check', registers: ['vehicles'] },
    );
    expect(late).toMatchObject({ status: 409, body: { code: 'task-closed', status: 409, taskStatus: 'CANCELLED' } });
    await isSilent(caseId);
    const chain = await town.client.chain(niuzhuang.window, householdId);
    expect(chain).toMatchObject({ entries: [], refusals: [], pool: [], gaps: [] });
  });

  it('during the notice takes the notice down at once', async () => {
    const { caseId } = await office.submit(build());
    await office.lookInto(caseId);
    await office.opinion(caseId);
    await town.client.openTask(niuzhuang.window, caseId, 'public-notice');
    const shown = async () => (await town.client.notices(niuzhuang.area)).length;
    await expect.poll(shown).toBe(1);
    await withdraw(caseId);
    await expect.poll(shown).toBe(0);
    await isSilent(caseId);
  });

  it('is possible while documents are missing, and once only', async () => {
    const submission = build();
    const { caseId } = await office.submit({ ...submission, papers: { ...submission.papers, application: false } });
    expect(await withdraw(caseId)).toMatchObject({ status: 200 });
    expect(await withdraw(caseId)).toMatchObject({ status: 409, body: { code: 'case-closed' } });
    await isSilent(caseId);
  });

  it('frees the family to file again', async () => {
    const submission = build();
    const { caseId, householdId } = await office.submit(submission);
    expect(await town.client.post(niuzhuang.window, '/applications', submission)).toMatchObject({
      status: 409,
      body: { code: 'already-filed', caseId },
    });
    await withdraw(caseId);
    expect(await office.submit(submission)).toMatchObject({ householdId, status: 'in-review' });
  });

  it('is too late once aid is granted', async () => {
    const { caseId } = await office.submit(build());
    await office.toConfirmation(caseId);
    await office.confirm(caseId);
    await town.client.reaches(niuzhuang.window, caseId, 'granted');
    expect(await withdraw(caseId)).toMatchObject({ status: 409, body: { code: 'case-closed' } });
  });
});
