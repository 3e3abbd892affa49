import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { taskChangedSchema } from '../../functions/contracts/outcomes.ts';
import { families } from '../../local/demo/families.ts';
import type { Submission } from '../../local/demo/families.ts';
import { niuzhuang, Office } from '../../local/demo/office.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import type { Answer } from '../../local/demo/town-client.ts';
import { nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

const ROUNDS = 8;

describe('people who act at the same moment', () => {
  let town: Town;
  let office: Office;
  beforeAll(async () => {
    town = await startTown();
    office = new Office(town.client);
    // Signed in beforehand, so that the requests themselves meet.
    await Promise.all(
      ['window-liuhu', 'reviewer2-niuzhuang', niuzhuang.reviewer].map((user) => town.client.token(user)),
    );
  });
  afterAll(() => town.close());

  const couple = () => families.highMedicalSpending.build({ area: niuzhuang.area, sequence: nextFamily() });
  const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status).sort((a, b) => a - b);
  const loser = (answers: readonly Answer[]) => answers.find(({ status }) => status === 409);

  it('two spouses file at two windows: one receipt, one pointer to it', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const his = couple();
      const hers: Submission = {
        ...his,
        area: '370502101',
        facts: {
          ...his.facts,
          members: his.facts.members.map((member) =>
            member.relation === 'child'
              ? member
              : { ...member, relation: member.relation === 'applicant' ? 'spouse' : 'applicant' },
          ),
        },
      };
      const answers = await Promise.all([
        town.client.post(niuzhuang.window, '/applications', his),
        town.client.post('window-liuhu', '/applications', hers),
      ]);
      expect(statuses(answers)).toEqual([201, 409]);
      const receipt = answers.find(({ status }) => status === 201)?.body as { caseId: string };
      expect(loser(answers)?.body).toMatchObject({ code: 'already-filed', caseId: receipt.caseId });
    }
  });

  it('two families file at once and both count the same child: one of them is pointed to the other', async () => {
    const first = couple();
    const second = couple();
    const child = first.family.members.at(-1)!;
    second.family.members[2]!.idNumber = child.idNumber;
    const answers = await Promise.all(
      [first, second].map((submission) => town.client.post(niuzhuang.window, '/applications', submission)),
    );
    expect(statuses(answers)).toEqual([201, 409]);
    // The refused family left no trace: without the child it can file.
    const refused = answers[0]!.status === 409 ? first : second;
    refused.family.members[2]!.idNumber = couple().family.members[2]!.idNumber;
    expect(await office.submit(refused)).toMatchObject({ status: 'in-review' });
  });

  it('two clerks claim the same task: one holds it', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { caseId } = await office.submit(couple());
      const task = await town.client.openTask(niuzhuang.window, caseId, 'household-investigation');
      const answers = await Promise.all([
        town.client.claim(niuzhuang.reviewer, task),
        town.client.claim('reviewer2-niuzhuang', task),
      ]);
      expect(statuses(answers)).toEqual([200, 409]);
      expect(loser(answers)?.body).toMatchObject({ code: expect.stringMatching(/^(stale-version|task-held)$/) });
      const claims = (await office.events(caseId)).items.filter(({ type }) => type === 'task-claimed');
      expect(claims).toHaveLength(1);
    }
  });

  it('two clerks decide the same task: one decision stands, the other is told', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { caseId } = await office.submit(couple());
      await office.lookInto(caseId);
      const task = await town.client.openTask(niuzhuang.window, caseId, 'township-opinion');
      const held = taskChangedSchema.parse(expectStatus(await town.client.claim(niuzhuang.reviewer, task), [200]));
      const opinion = (outcome: string) => ({ kind: 'township-opinion', outcome, reason: '意见(演示)' });
      // The same desk in two windows, and a colleague who does not hold it.
      const answers = await Promise.all([
        town.client.decide(niuzhuang.reviewer, held, opinion('confirm')),
        town.client.decide(niuzhuang.reviewer, held, opinion('refuse')),
        town.client.decide('reviewer2-niuzhuang', held, opinion('refuse')),
      ]);
      expect(statuses(answers)).toEqual([200, 409, 409]);
      const { items, isVerified } = await office.events(caseId);
      expect(isVerified).toBe(true);
      expect(items.filter(({ type }) => type === 'township-opinion')).toHaveLength(1);
      const won = answers.find(({ status }) => status === 200)?.body as { outcome: string };
      const stored = (await office.tasks(caseId)).find(({ kind }) => kind === 'township-opinion');
      expect(stored).toMatchObject({ status: 'DECIDED', outcome: won.outcome });
    }
  });

  it('a withdrawal meets a decision: whichever comes second sees what the first did', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { caseId } = await office.submit(couple());
      const task = await town.client.openTask(niuzhuang.window, caseId, 'information-check');
      const held = taskChangedSchema.parse(expectStatus(await town.client.claim(niuzhuang.checker, task), [200]));
      const [decided, withdrawn] = await Promise.all([
        town.client.decide(niuzhuang.checker, held, { kind: 'information-check', registers: ['vehicles'] }),
        town.client.post(niuzhuang.window, `/applications/${caseId}/withdrawal`, { reason: '不再申请' }),
      ]);
      expect(withdrawn.status).toBe(200);
      expect([200, 409]).toContain(decided.status);
      const after = (await office.tasks(caseId)).find(({ kind }) => kind === 'information-check');
      expect(after?.status).toBe(decided.status === 200 ? 'DECIDED' : 'CANCELLED');
      expect((await office.tasks(caseId)).filter(({ status }) => status === 'OPEN')).toEqual([]);
    }
  });

  it('a withdrawal meets the confirmation: the family has aid or has left, never both', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { caseId, householdId } = await office.submit(couple());
      await office.lookInto(caseId);
      await office.opinion(caseId);
      const task = await town.client.openTask(niuzhuang.window, caseId, 'confirmation');
      const held = taskChangedSchema.parse(expectStatus(await town.client.claim(niuzhuang.confirmer, task), [200]));
      const confirm = { kind: 'confirmation', outcome: 'confirm', reason: '同意(演示)' };
      const withdraw = async () => {
        // Earlier in one round, later in the next.
        await new Promise((resolve) => setTimeout(resolve, round));
        return town.client.post(niuzhuang.window, `/applications/${caseId}/withdrawal`, { reason: '不再申请' });
      };
      const [, withdrawn] = await Promise.all([town.client.decide(niuzhuang.confirmer, held, confirm), withdraw()]);
      const end = withdrawn.status === 200 ? 'withdrawn' : 'granted';
      await town.client.reaches(niuzhuang.window, caseId, end);
      const { entries } = await town.client.chain(niuzhuang.window, householdId);
      expect(entries).toHaveLength(end === 'granted' ? 3 : 0);
      const types = (await office.events(caseId)).items.map(({ type }) => type);
      expect(types.filter((type) => type === 'determined' || type === 'withdrawn')).toHaveLength(1);
    }
  });

  it('the same request sent ten times at once is done once and answered alike', async () => {
    const submission = couple();
    const key = { 'idempotency-key': `same-${nextFamily()}-request` };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => town.client.post(niuzhuang.window, '/applications', submission, key)),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(statuses(answers)).toEqual(Array(10).fill(201));
  });
});
