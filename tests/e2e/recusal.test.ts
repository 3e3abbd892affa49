import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { families } from '../../local/demo/families.ts';
import { niuzhuang, Office } from '../../local/demo/office.ts';
import type { TypedDecision } from '../../local/demo/town-client.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import { nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

describe('who may handle an application, and when the confirming body must visit', () => {
  let town: Town;
  let office: Office;
  beforeAll(async () => {
    town = await startTown();
    office = new Office(town.client);
  });
  afterAll(() => town.close());

  const build = () => families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() });
  const confirmWithout = {
    kind: 'confirmation',
    outcome: 'confirm',
    reason: '同意(演示)',
  } as const satisfies TypedDecision;

  const needsVisit = async (caseId: string) => {
    const task = await town.client.openTask(niuzhuang.window, caseId, 'confirmation');
    const claimed = expectStatus(await town.client.claim(niuzhuang.confirmer, task), [200]) as typeof task;
    for (const outcome of ['confirm', 'refuse', 'next-tier']) {
      expect(await town.client.decide(niuzhuang.confirmer, claimed, { ...confirmWithout, outcome })).toMatchObject({
        status: 422,
        body: { code: 'visit-needed', errors: [{ pointer: '/visit' }] },
      });
    }
    const { today } = await town.client.clock();
    const visit = { visitedOn: today, visitors: ['县级工作人员甲(演示)', '县级工作人员乙(演示)'] };
    const decided = await town.client.decide(niuzhuang.confirmer, claimed, { ...confirmWithout, visit });
    expect(decided).toMatchObject({ status: 200, body: { outcome: 'confirm' } });
    await town.client.reaches(niuzhuang.window, caseId, 'granted');
    const decision = (await office.events(caseId)).items.find(({ type }) => type === 'county-decision');
    expect(decision?.data).toMatchObject({ visitedOn: today });
  };

  it('recuses a declared near relative and forces the county to visit', async () => {
    const relatives = [{ memberId: 'm1', handler: niuzhuang.reviewer, relation: '叔侄' }];
    const { caseId } = await office.submit({ ...build(), nearRelatives: { declared: true, relatives } });
    expect((await office.view(caseId)).nearRelative).toBe(true);
    const task = await town.client.openTask(niuzhuang.window, caseId, 'household-investigation');
    expect(await town.client.claim(niuzhuang.reviewer, task)).toMatchObject({ status: 403, body: { code: 'recused' } });

    const colleague = new Office(town.client, { ...niuzhuang, reviewer: 'reviewer2-niuzhuang' });
    // Nor may the relative walk along as an investigator.
    const claimed = expectStatus(await town.client.claim('reviewer2-niuzhuang', task), [200]) as typeof task;
    const { today } = await town.client.clock();
    const investigators = ['reviewer2-niuzhuang', niuzhuang.reviewer];
    const together = await town.client.decide('reviewer2-niuzhuang', claimed, {
      kind: 'household-investigation',
      method: 'home-visit',
      visitedOn: today,
      investigators,
      signatures: { investigators, family: true },
    });
    expect(together).toMatchObject({ status: 403, body: { code: 'recused' } });
    const back = { 'if-match': `"${claimed.version}"` };
    expectStatus(
      await town.client.post('reviewer2-niuzhuang', `/tasks/${task.taskId}/release`, undefined, back),
      [200],
    );

    await colleague.toConfirmation(caseId);
    await needsVisit(caseId);
  });

  it('forces the county to visit once a complaint has come in', async () => {
    const { caseId } = await office.submit(build());
    await office.toConfirmation(caseId);
    const complaint = await town.client.post(niuzhuang.window, `/applications/${caseId}/complaints`, {
      reason: '有车未报(演示)',
    });
    expect(complaint.status).toBe(200);
    await needsVisit(caseId);
  });

  it('asks for no visit of the county otherwise', async () => {
    const { caseId } = await office.submit(build());
    await office.toConfirmation(caseId);
    await office.confirm(caseId);
    expect(await town.client.reaches(niuzhuang.window, caseId, 'granted')).toMatchObject({ nearRelative: false });
  });

  it('does not accept before the declaration is made, even when it is “none”', async () => {
    const registered = await office.submit({ ...build(), nearRelatives: { declared: false, relatives: [] } });
    expect(registered.status).toBe('awaiting-documents');
    expect(registered.missing.map(({ code }) => code)).toEqual(['paper:near-relative-declaration']);
  });

  it.each([
    {
      what: 'one investigator',
      change: { investigators: ['甲'], signatures: { investigators: ['甲'], family: true } },
      code: 'two-investigators-needed',
    },
    {
      what: 'the same investigator twice',
      change: { investigators: ['甲', '甲'], signatures: { investigators: ['甲'], family: true } },
      code: 'two-investigators-needed',
    },
    {
      what: 'a missing signature',
      change: { signatures: { investigators: ['甲'], family: true } },
      code: 'signatures-incomplete',
    },
    {
      what: 'no signature of the family',
      change: { signatures: { investigators: ['甲', '乙'], family: false } },
      code: 'signatures-incomplete',
    },
    { what: 'a remote visit without an emergency', change: { method: 'remote' }, code: 'emergency-not-named' },
    { what: 'a visit tomorrow', change: { visitedOn: '2199-01-01' }, code: 'date-in-future' },
    {
      what: 'findings about a stranger',
      change: { findings: { members: [{ memberId: 'm9', employed: true }] } },
      code: 'unknown-member',
    },
  ])('takes no investigation with $what', async ({ change, code }) => {
    const { caseId } = await office.submit(build());
    const task = await town.client.openTask(niuzhuang.window, caseId, 'household-investigation');
    await town.client.openTask(niuzhuang.window, caseId, 'information-check');
    const claimed = expectStatus(await town.client.claim(niuzhuang.reviewer, task), [200]) as typeof task;
    const { today } = await town.client.clock();
    const decision = {
      kind: 'household-investigation',
      method: 'home-visit',
      visitedOn: today,
      investigators: ['甲', '乙'],
      signatures: { investigators: ['甲', '乙'], family: true },
      ...change,
    };
    const before = (await office.events(caseId)).items.length;
    expect(await town.client.decide(niuzhuang.reviewer, claimed, decision)).toMatchObject({
      status: 422,
      body: { code },
    });
    expect((await office.events(caseId)).items).toHaveLength(before);
  });
});
