import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { families } from '../../local/demo/families.ts';
import { Mechanism, OFFICE, seated } from '../../local/demo/mechanism.ts';
import { Office } from '../../local/demo/office.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import type { Answer, TypedDecision } from '../../local/demo/town-client.ts';
import { isOwnTown, nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

const window = 'window-niuzhuang';
const reviewer = 'reviewer-niuzhuang';
const reviewer2 = 'reviewer2-niuzhuang';
const county = 'county-dongying';

let town: Town;
let office: Office;
beforeAll(async () => {
  town = await startTown();
  office = new Office(town.client);
});
afterAll(() => town.close());

const build = () => families.workingPoor.build({ area: '370502100', sequence: nextFamily() });
const people = () => {
  const { area, family } = build();
  return { kind: 'people' as const, area, family };
};
const fire = (household: unknown) => ({
  household,
  type: 'emergency',
  cause: 'fire',
  requestedFen: 200_000,
  statement: '住房失火(演示)',
});
const hospital = (household: unknown) => ({
  household,
  type: 'expenditure',
  cause: 'medical-spending',
  statement: '住院自付费用过高(演示)',
});

interface Requested {
  readonly caseId: string;
  readonly householdId: string;
  readonly helpBy: string | null;
}

async function request(body: unknown): Promise<Requested> {
  return expectStatus(await town.client.post(window, '/reliefs', body), [201]) as Requested;
}

const view = async (caseId: string) =>
  expectStatus(await town.client.get(window, `/reliefs/${caseId}`), [200]) as Record<string, unknown>;
const reaches = async (caseId: string, status: string) => {
  await expect.poll(async () => (await view(caseId))['status'], { timeout: 5000 }).toBe(status);
};
const today = async () => (await town.client.clock()).today;
const help = async (more: object = {}) => ({
  kind: 'relief-help' as const,
  outcome: 'help' as const,
  fen: 200_000,
  paidOn: await today(),
  mode: 'cash' as const,
  reason: '基本生活暂时出现严重困难(演示)',
  ...more,
});
/** Claims, decides, and where that is refused gives the work back. */
async function attempt(as: string, caseId: string, decision: TypedDecision): Promise<Answer> {
  const task = await town.client.openTask(window, caseId, decision.kind);
  const claimed = expectStatus(await town.client.claim(as, task), [200]) as { taskId: string; version: number };
  const answer = await town.client.decide(as, claimed, decision);
  if (answer.status !== 200) {
    const version = { 'if-match': `"${claimed.version}"` };
    expectStatus(await town.client.post(as, `/tasks/${task.taskId}/release`, undefined, version), [200]);
  }
  return answer;
}

const papers = { kind: 'relief-papers' as const, signatures: ['经办甲(演示)', '经办乙(演示)'], record: '已补记(演示)' };

describe('急难型: help first, papers later', () => {
  it('helps within a day beside an application, which goes on as if nothing had been', async () => {
    const application = await office.submit(build());
    const before = await office.view(application.caseId);
    const { caseId, householdId, helpBy } = await request(fire({ kind: 'case', caseId: application.caseId }));
    expect(householdId).toBe(application.householdId);
    const { now } = await town.client.clock();
    const hours = (Date.parse(helpBy ?? '') - Date.parse(now)) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThanOrEqual(24);
    await town.client.handle(window, caseId, await help());
    const task = await town.client.openTask(window, caseId, 'relief-papers');
    expect(task.finishLimit?.title).toContain('补齐手续');
    await town.client.handle(window, caseId, papers);
    await reaches(caseId, 'granted');
    expect(await view(caseId)).toMatchObject({ paidFen: 200_000, beside: application.caseId });
    expect(await office.view(application.caseId)).toEqual(before);
    const chain = await town.client.chain(window, householdId);
    expect(chain).toMatchObject({ reliefs: [{ caseId, fen: 200_000, type: 'emergency' }], overlaps: [], gaps: [] });
    await office.toConfirmation(application.caseId);
    await office.confirm(application.caseId);
    await town.client.reaches(window, application.caseId, 'granted');
  });

  it('passes what is above the township’s small sum to the county, in the same hours', async () => {
    const { caseId } = await request(fire(people()));
    const own = await town.client.openTask(window, caseId, 'relief-help');
    const tooMuch = await attempt(window, caseId, await help({ fen: 300_001 }));
    expect(tooMuch).toMatchObject({ status: 422, body: { code: 'above-small-sum' } });
    await town.client.handle(window, caseId, await help({ outcome: 'pass-up', fen: undefined }));
    const theirs = await town.client.openTask(window, caseId, 'relief-help-county');
    expect(theirs.unit).toBe('county-civil-affairs-370502');
    expect(theirs.finishLimit).toEqual(own.finishLimit);
    await town.client.handle(county, caseId, { ...(await help({ fen: 800_000 })), kind: 'relief-help-county' });
    await town.client.handle(window, caseId, papers);
    await reaches(caseId, 'granted');
  });

  it('records lateness of help by the hour, and of papers by the day, and stops nothing by itself', async () => {
    if (!isOwnTown) return;
    const { caseId } = await request(fire(people()));
    await town.client.passDays(2);
    const late = (await office.events(caseId)).items.filter(({ type }) => type === 'limit-exceeded');
    expect(late).toMatchObject([{ data: { limitId: 'any.emergency-first-help' } }]);
    await town.client.handle(window, caseId, await help());
    await town.client.passDays(6);
    const later = (await office.events(caseId)).items.filter(({ type }) => type === 'limit-exceeded');
    expect(later.at(-1)).toMatchObject({ data: { limitId: 'any.emergency-papers' } });
    expect(await view(caseId)).toMatchObject({ status: 'in-progress', stage: 'Papers' });
    await town.client.handle(window, caseId, papers);
    await reaches(caseId, 'granted');
  });

  it('is one at a time for a person, and may be withdrawn until it is paid', async () => {
    const household = people();
    const { caseId } = await request(fire(household));
    const second = await town.client.post('window2-niuzhuang', '/reliefs', fire(household));
    expect(second).toMatchObject({ status: 409, body: { code: 'relief-under-way', caseId } });
    const withdrawal = await town.client.post(window, `/reliefs/${caseId}/withdrawal`, { reason: '已自行解决(演示)' });
    expect(withdrawal.status).toBe(200);
    const open = (await office.tasks(caseId)).filter(({ status }) => status === 'OPEN');
    expect(open).toEqual([]);
    const again = await request(fire(household));
    await town.client.handle(window, again.caseId, await help());
    const tooLate = await town.client.post(window, `/reliefs/${again.caseId}/withdrawal`, { reason: '撤回(演示)' });
    expect(tooLate).toMatchObject({ status: 409, body: { code: 'relief-paid' } });
  });
});

describe('支出型: reviewed and approved first', () => {
  const review = (fen: number) => ({
    kind: 'relief-review' as const,
    outcome: 'propose' as const,
    spendingFen: 3_000_000,
    fen,
    reason: '自付费用超出承受能力(演示)',
  });

  it('is approved by another person of the township up to the small sum', async () => {
    const { caseId } = await request(hospital(people()));
    await town.client.handle(reviewer, caseId, review(250_000));
    await town.client.openTask(window, caseId, 'relief-approval');
    const approval = {
      kind: 'relief-approval' as const,
      outcome: 'approve' as const,
      fen: 250_000,
      reason: '同意(演示)',
    };
    const own = await attempt(reviewer, caseId, approval);
    expect(own).toMatchObject({ status: 403, body: { code: 'own-proposal' } });
    await town.client.handle(reviewer2, caseId, approval);
    const pay = { kind: 'relief-payment' as const, paidOn: await today(), mode: 'transfer' as const };
    await town.client.openTask(window, caseId, 'relief-payment');
    const more = await attempt(window, caseId, { ...pay, fen: 250_001 });
    expect(more).toMatchObject({ status: 422, body: { code: 'above-approved' } });
    await town.client.handle(window, caseId, { ...pay, fen: 250_000 });
    await reaches(caseId, 'granted');
  });

  it('goes to the county above it, and may be refused there, with nothing paid', async () => {
    const { caseId, householdId } = await request(hospital(people()));
    await town.client.handle(reviewer, caseId, review(900_000));
    await town.client.openTask(window, caseId, 'relief-approval-county');
    await town.client.handle(county, caseId, {
      kind: 'relief-approval-county',
      outcome: 'refuse',
      reason: '已有其他保障(演示)',
    });
    await reaches(caseId, 'refused');
    const chain = await town.client.chain(window, householdId);
    expect(chain).toMatchObject({ reliefs: [] });
  });

  it('is what the coordination mechanism grants, where the county puts it before it', async () => {
    const { caseId, householdId } = await request(hospital(people()));
    await town.client.handle(reviewer, caseId, review(2_000_000));
    await town.client.openTask(window, caseId, 'relief-approval-county');
    await town.client.handle(county, caseId, {
      kind: 'relief-approval-county',
      outcome: 'mechanism',
      reason: '重大生活困难,数额较大(演示)',
    });
    await town.client.openTask(window, caseId, 'relief-deliberation');
    const { items } = await office.events(caseId);
    const motion = items.find(({ type }) => type === 'deliberation-requested')?.data as { motion: string };
    const mechanism = new Mechanism(town.client);
    await Promise.all(Object.values(seated).map((user) => town.client.token(user)));
    await town.client.openTask(OFFICE, motion.motion, 'motion-dossier');
    await mechanism.dossier(motion.motion);
    const { taskId } = await mechanism.ballot(motion.motion);
    await mechanism.voteAll(taskId, 11, 0, 0);
    await mechanism.resolve(motion.motion, { kind: 'grant-relief', amountFen: 800_000 });
    const payment = { kind: 'relief-payment' as const, fen: 800_000, paidOn: await today(), mode: 'transfer' as const };
    await town.client.handle(window, caseId, payment);
    await reaches(caseId, 'granted');
    expect(await view(caseId)).toMatchObject({ approvedFen: 800_000, paidFen: 800_000 });
    expect(await town.client.chain(window, householdId)).toMatchObject({ reliefs: [{ fen: 800_000 }] });
  });

  it('answers bad input in words, and changes nothing', async () => {
    const wrong = { ...hospital(people()), cause: 'fire' };
    const answer = await town.client.post(window, '/reliefs', wrong);
    expect(answer).toMatchObject({ status: 422, body: { code: 'relief-cause-not-listed' } });
    const unknown = await town.client.post(
      window,
      '/reliefs',
      fire({ kind: 'case', caseId: '370502-20260302-NOBODY' }),
    );
    expect(unknown).toMatchObject({ status: 422, body: { code: 'unknown-case' } });
    const family = people();
    const [member] = family.family.members;
    const twice = { ...family, family: { ...family.family, members: [member, member] } };
    expect((await town.client.post(window, '/reliefs', fire(twice))).status).toBe(422);
    expect((await town.client.get(window, '/applications/370502-20260302-NOBODY')).status).toBe(404);
  });
});
