import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { taskChangedSchema } from '../../functions/contracts/outcomes.ts';
import { families } from '../../local/demo/families.ts';
import { niuzhuang, Office } from '../../local/demo/office.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import type { Answer } from '../../local/demo/town-client.ts';
import { isOwnTown, nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

const { window, reviewer, checker } = niuzhuang;

describe.skipIf(!isOwnTown)('taking a decision back', () => {
  let town: Town;
  let office: Office;
  beforeAll(async () => {
    town = await startTown();
    office = new Office(town.client);
  });
  afterAll(() => town.close());

  const file = async (family = families.workingPoor) =>
    (await office.submit(family.build({ area: niuzhuang.area, sequence: nextFamily() }))).caseId;
  const codeOf = ({ status, body }: Answer) => [status, (body as { code?: string }).code];
  const latest = async (caseId: string, kind: string) => {
    const task = (await office.tasks(caseId)).findLast((one) => one.kind === kind);
    if (task === undefined) throw new Error(`no ${kind}`);
    return task;
  };
  const takeBack = (as: string, task: { taskId: string; version: number }, headers = {}) =>
    town.client.post(
      as,
      `/tasks/${task.taskId}/take-back`,
      { reason: '填写有误(演示)' },
      { 'if-match': `"${task.version}"`, ...headers },
    );
  const taken = async (as: string, caseId: string, kind: string) => {
    const task = await latest(caseId, kind);
    return taskChangedSchema.parse(expectStatus(await takeBack(as, task), [200]));
  };
  const kindsOf = async (caseId: string) =>
    (await office.tasks(caseId)).map(
      ({ taskId, status, isTakenBack }) => `${taskId.slice(caseId.length + 1)} ${status}${isTakenBack ? ' back' : ''}`,
    );

  it('puts an opinion right before the county has claimed the file, and the family is granted its aid', async () => {
    const caseId = await file();
    await office.lookInto(caseId);
    await office.opinion(caseId, 'refuse');
    await town.client.openTask(window, caseId, 'confirmation');
    const wrong = await latest(caseId, 'township-opinion');
    const headers = { 'idempotency-key': 'take-back-0001' };
    const first = await takeBack(reviewer, wrong, headers);
    expect(taskChangedSchema.parse(expectStatus(first, [200]))).toMatchObject({ status: 'DECIDED', outcome: 'refuse' });
    expect((await takeBack(reviewer, wrong, headers)).text).toBe(first.text);
    expect(codeOf(await takeBack(reviewer, { ...wrong, version: wrong.version + 1 }))).toEqual([409, 'not-decided']);

    await office.opinion(caseId, 'confirm');
    await office.passNotice(caseId);
    await office.confirm(caseId);
    await town.client.reaches(window, caseId, 'granted');
    expect(await kindsOf(caseId)).toEqual([
      'household-investigation.1 DECIDED',
      'information-check.1 DECIDED',
      'township-opinion.1 DECIDED back',
      'confirmation.1 CANCELLED',
      'township-opinion.1-2 DECIDED',
      'public-notice.1 EXPIRED',
      'confirmation.1-2 DECIDED',
    ]);
    const { items, isVerified } = await office.events(caseId);
    expect(isVerified).toBe(true);
    expect(items.find(({ type }) => type === 'task-taken-back')).toMatchObject({
      actor: reviewer,
      data: { taskId: wrong.taskId, cancelled: [`${caseId}.confirmation.1`], again: `${caseId}.township-opinion.1-2` },
    });
  });

  it('brings the facts back as they were, and classifies by them anew', async () => {
    const caseId = await file();
    await office.investigate(caseId);
    await office.check(caseId, {
      findings: { members: [{ memberId: 'm1', incomes: [{ kind: 'wage', monthlyFen: 2_000_000 }] }] },
    });
    await town.client.openTask(reviewer, caseId, 'township-opinion');
    expect((await office.view(caseId)).recommended).toEqual([]);
    await taken(checker, caseId, 'information-check');
    await office.check(caseId);
    await town.client.openTask(reviewer, caseId, 'township-opinion');
    expect((await office.view(caseId)).recommended).toEqual(['dibao']);
    expect(await kindsOf(caseId)).toEqual([
      'household-investigation.1 DECIDED',
      'information-check.1 DECIDED back',
      'township-opinion.1 CANCELLED',
      'information-check.1-2 DECIDED',
      'township-opinion.1-2 OPEN',
    ]);
  });

  it('goes back over a new round that the decision opened', async () => {
    const caseId = await file();
    await office.lookInto(caseId);
    await office.opinion(caseId, 'refuse');
    await office.confirm(caseId, { outcome: 'next-tier' });
    await town.client.openTask(reviewer, caseId, 'township-opinion', 2);
    await taken(niuzhuang.confirmer, caseId, 'confirmation');
    const again = await town.client.openTask(niuzhuang.confirmer, caseId, 'confirmation', 1);
    expect(again.taskId).toBe(`${caseId}.confirmation.1-2`);
    expect(await office.view(caseId)).toMatchObject({ round: 1, stage: 'Confirm', recommended: ['dibao'] });
    await office.confirm(caseId, { outcome: 'refuse' }, 1);
    await town.client.reaches(window, caseId, 'refused');
    await office.deliverLetter(caseId);
    expect(codeOf(await takeBack(window, await latest(caseId, 'refusal-letter')))).toEqual([409, 'taken-effect']);
  });

  it('leaves what stands open beside it in its holder’s hands', async () => {
    const caseId = await file();
    const check = await town.client.openTask(checker, caseId, 'information-check');
    await office.investigate(caseId);
    await taken(reviewer, caseId, 'household-investigation');
    const still = await latest(caseId, 'information-check');
    expect([still.taskId, still.status, still.version]).toEqual([check.taskId, 'OPEN', check.version]);
    await office.lookInto(caseId);
    await office.opinion(caseId, 'confirm');
  });

  it('comes too late when somebody has acted, or when the public or the family knows', async () => {
    const claimed = await file();
    await office.lookInto(claimed);
    expect(codeOf(await takeBack(reviewer, await latest(claimed, 'household-investigation')))).toEqual([
      409,
      'next-has-acted',
    ]);
    await office.opinion(claimed, 'refuse');
    const confirmation = await town.client.openTask(window, claimed, 'confirmation');
    expectStatus(await town.client.claim(niuzhuang.confirmer, confirmation), [200]);
    expect(codeOf(await takeBack(reviewer, await latest(claimed, 'township-opinion')))).toEqual([
      409,
      'next-has-acted',
    ]);

    const posted = await file();
    await office.lookInto(posted);
    await office.opinion(posted, 'confirm');
    await town.client.openTask(window, posted, 'public-notice');
    expect(codeOf(await takeBack(reviewer, await latest(posted, 'township-opinion')))).toEqual([409, 'taken-effect']);
  });

  it('is for whoever decided, of the version they saw', async () => {
    const caseId = await file();
    await office.lookInto(caseId);
    const open = await town.client.openTask(reviewer, caseId, 'township-opinion');
    expect(codeOf(await takeBack(reviewer, open))).toEqual([409, 'not-decided']);
    await office.opinion(caseId, 'refuse');
    const decided = await latest(caseId, 'township-opinion');
    expect(codeOf(await takeBack('reviewer2-niuzhuang', decided))).toEqual([403, 'not-decider']);
    expect(codeOf(await takeBack(window, decided))).toEqual([403, 'forbidden']);
    expect(codeOf(await takeBack('reviewer-chenzhuang', decided))).toEqual([404, 'not-found']);
    expect(codeOf(await takeBack(reviewer, { ...decided, version: 9 }))).toEqual([409, 'stale-version']);
  });
});
