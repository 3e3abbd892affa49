import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../../functions/domain/values/civil-date.ts';
import { families } from '../../local/demo/families.ts';
import { chenzhuang, niuzhuang, Office } from '../../local/demo/office.ts';
import { firstOfNextMonth, TerminationDesk } from '../../local/demo/termination-desk.ts';
import { isOwnTown, nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

const over = (monthlyFen: number) => ({
  findings: { members: [{ memberId: 'm1', incomes: [{ kind: 'wage' as const, monthlyFen }] }] },
});

const rich = {
  members: [{ memberId: 'm1', assets: { financialFen: 90_000_000, homes: 4, vehicles: 1, businesses: 1 } }],
};

/** Who is watched, as the county lists them. */
const watched = async ({ client }: Town) =>
  JSON.stringify((await client.get(niuzhuang.confirmer, '/monitoring-pool?area=370502&limit=200')).body);

describe.skipIf(!isOwnTown)('the end of aid', () => {
  let town: Town;
  let office: Office;
  let desk: TerminationDesk;
  beforeAll(async () => {
    town = await startTown({ startAt: '2026-03-02' });
    office = new Office(town.client);
    desk = new TerminationDesk(office);
  });
  afterAll(() => town.close());

  const chain = (householdId: string) => town.client.chain(niuzhuang.window, householdId);
  const typesOf = async (caseId: string) => (await office.events(caseId)).items.map(({ type }) => type);
  const shown = async (name: string) =>
    (await town.client.notices('370502')).filter(({ fields }) => fields['applicantName'] === name);

  it('stops 低保 on the first of the next month, heard, confirmed and told, and watches the family for 24 months', async () => {
    const { caseId: aid, householdId } = await desk.granted(nextFamily());
    const { caseId } = await desk.open(aid);
    expect(await desk.check(caseId, { ground: 'income-over', ...over(450_000) })).toMatchObject({ outcome: 'tell' });
    await desk.tell(caseId);
    const { answerBy } = await desk.view(caseId);
    const early = await town.client.openTask(niuzhuang.window, caseId, 'termination-answer');
    await town.client.claim(niuzhuang.window, early);
    const tooEarly = await town.client.decide(
      niuzhuang.window,
      { ...early, version: early.version + 1 },
      { kind: 'termination-answer', outcome: 'no-answer' },
    );
    expect(tooEarly).toMatchObject({ status: 409, body: { code: 'answer-time-runs' } });
    await town.client.goTo(dayAfter(answerBy!));
    const answered = await town.client.decide(
      niuzhuang.window,
      { ...early, version: early.version + 1 },
      { kind: 'termination-answer', outcome: 'no-answer' },
    );
    expect(answered.status).toBe(200);
    const { today } = await town.client.clock();
    await desk.confirm(caseId, 'income-over');
    await desk.deliver(caseId);
    const stop = firstOfNextMonth(today);
    await expect
      .poll(() => desk.view(caseId))
      .toMatchObject({
        status: 'stopped',
        closedOn: today,
        ground: 'income-over',
        stopFrom: stop,
        nextTier: null,
      });
    const { entries, pool, gaps, isVerified } = await chain(householdId);
    expect(entries).toMatchObject([
      { caseId: aid, tier: 'dibao', until: stop, endedBy: 'income-over' },
      { caseId: aid, tier: 'dibao', until: stop, endedBy: 'income-over' },
    ]);
    const until = `${Number(stop.slice(0, 4)) + 2}${stop.slice(4)}`;
    expect(pool).toMatchObject([
      { caseId, since: stop, until },
      { caseId, since: stop, until },
    ]);
    expect({ gaps, isVerified }).toEqual({ gaps: [], isVerified: true });
    expect(await typesOf(caseId)).toEqual([
      'termination-opened',
      'task-opened',
      'task-claimed',
      'termination-checked',
      'task-opened',
      'task-claimed',
      'termination-reasons-told',
      'task-opened',
      'task-claimed',
      'termination-answered',
      'task-opened',
      'task-claimed',
      'termination-confirmed',
      'aid-ended',
      'pool-entered',
      'task-opened',
      'task-claimed',
      'termination-letter-delivered',
    ]);
    const letter = JSON.stringify(await desk.letter(caseId));
    const texts = ['终止社会救助决定书', '人均收入不再低于', '行政复议', `至${addDays(civilDate(until), -1)}止`];
    for (const text of [...texts, stop]) expect(letter).toContain(text);
    const token = await town.client.token(niuzhuang.window);
    const page = await fetch(`${town.client.url}/terminations/${caseId}/letter/page`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const html = await page.text();
    for (const text of [...texts, '东营区民政局(印章)', '张演示', caseId]) expect(html).toContain(text);
  });

  it('ends 特困 only after a notice of seven days, which shows no ground', async () => {
    const { caseId: aid, householdId } = await desk.granted(nextFamily(), families.elderAlone);
    const { caseId } = await desk.open(aid, { trigger: 'exclusion-alert', groundHint: 'prison' }, niuzhuang.confirmer);
    expect(await desk.check(caseId, { ground: 'prison' })).toMatchObject({ outcome: 'notice' });
    await expect.poll(async () => (await shown('李演示')).length).toBe(1);
    const [notice] = await shown('李演示');
    expect(notice).toMatchObject({
      purpose: 'termination',
      fields: { applicantName: '李演示', memberCount: 1, monthlyFen: 139_500 },
    });
    expect(JSON.stringify(notice)).not.toMatch(/服刑|prison/);
    const posted = await desk.passNotice(caseId);
    expect(posted.finishLimit?.limitId).toBe('destitute.termination-notice');
    await expect.poll(async () => (await shown('李演示')).length).toBe(0);
    await desk.confirm(caseId, 'prison');
    await desk.deliver(caseId);
    const { today } = await town.client.clock();
    const { entries, pool } = await chain(householdId);
    expect(entries).toMatchObject([{ tier: 'destitute', until: firstOfNextMonth(today), endedBy: 'prison' }]);
    expect(pool).toHaveLength(1);
  });

  it('is posted a second time after an objection that was dismissed', async () => {
    const { caseId: aid } = await desk.granted(nextFamily(), families.elderAlone);
    const { caseId } = await desk.open(aid);
    await desk.check(caseId, { ground: 'prison' });
    await town.client.openTask(niuzhuang.window, caseId, 'termination-notice');
    const object = () =>
      town.client.post(niuzhuang.window, `/terminations/${caseId}/objections`, { reason: '该人已刑满释放(演示)' });
    expect((await object()).status).toBe(200);
    expect(await object()).toMatchObject({ status: 409, body: { code: 'no-notice-open' } });
    const review = await town.client.openTask(niuzhuang.window, caseId, 'termination-objection');
    expect(review.finishLimit?.limitId).toBe('destitute.termination-objection');
    await town.client.handle(niuzhuang.reviewer, caseId, {
      kind: 'termination-objection',
      conclusion: 'dismissed',
      reason: '经复查属实(演示)',
    });
    const second = await desk.passNotice(caseId, 2);
    expect(second.taskId).toBe(`${caseId}.termination-notice.2`);
    await desk.confirm(caseId, 'prison', {}, 2);
    await desk.deliver(caseId, 2);
    await expect.poll(() => desk.view(caseId)).toMatchObject({ status: 'stopped' });
  });

  it('does not come where the objection was right', async () => {
    const { caseId: aid, householdId } = await desk.granted(nextFamily(), families.elderAlone);
    const { caseId } = await desk.open(aid);
    await desk.check(caseId, { ground: 'prison' });
    await town.client.openTask(niuzhuang.window, caseId, 'termination-notice');
    await town.client.post(niuzhuang.window, `/terminations/${caseId}/objections`, { reason: '同名(演示)' });
    await town.client.handle(niuzhuang.reviewer, caseId, {
      kind: 'termination-objection',
      conclusion: 'upheld',
      reason: '系同名人员(演示)',
    });
    await expect.poll(() => desk.view(caseId)).toMatchObject({ status: 'kept' });
    expect((await chain(householdId)).entries[0]).not.toHaveProperty('until');
    // The lock is given back: the aid may be looked at again.
    await desk.open(aid);
  });

  it('after a death tells the household at once, lets the dead go and looks at who is left', async () => {
    const { caseId: aid, householdId } = await desk.granted(nextFamily());
    await town.client.passDays(40);
    const { today } = await town.client.clock();
    const { caseId } = await desk.open(aid, {
      trigger: 'death-in-household',
      groundHint: 'death',
      happenedOn: today,
    });
    const check = await town.client.openTask(niuzhuang.window, caseId, 'termination-check');
    expect(check.finishLimit).toMatchObject({ limitId: 'any.death-recheck', from: today });
    // 930.00 − 800.00 for the one who is left
    expect(await desk.check(caseId, { outcome: 'amount-changes', ground: 'death', leaving: ['m2'] })).toMatchObject({
      outcome: 'tell',
    });
    expect(await desk.tell(caseId)).toMatchObject({ outcome: 'confirm-change' });
    await desk.confirmChange(caseId);
    await desk.deliver(caseId);
    await expect.poll(() => desk.view(caseId)).toMatchObject({ status: 'changed' });
    const from = firstOfNextMonth(today);
    await town.client.passDays(40);
    const { entries, pool, gaps } = await chain(householdId);
    expect(entries).toMatchObject([
      { until: from, monthlyFen: 106_000 },
      { from, monthlyFen: 13_000 },
      { until: from, endedBy: 'death', deceased: true },
    ]);
    expect({ pool, gaps }).toEqual({ pool: [], gaps: [] });
  });

  it('lets one member go to the pool and the others keep what is theirs', async () => {
    const { caseId: aid, householdId } = await desk.granted(nextFamily());
    await town.client.passDays(40);
    const { caseId } = await desk.open(aid, { trigger: 'exclusion-alert', groundHint: 'prison' });
    await desk.check(caseId, {
      outcome: 'amount-changes',
      ground: 'prison',
      leaving: ['m2'],
      findings: { members: [{ memberId: 'm2', absence: 'prison' }] },
    });
    await desk.tell(caseId);
    expect(await desk.answer(caseId)).toMatchObject({ outcome: 'confirm-change' });
    await desk.confirmChange(caseId);
    await desk.deliver(caseId);
    await expect.poll(() => desk.view(caseId)).toMatchObject({ status: 'changed', closedOn: expect.any(String) });
    const from = firstOfNextMonth((await town.client.clock()).today);
    const { entries, pool } = await chain(householdId);
    expect(entries).toMatchObject([
      { until: from, monthlyFen: 106_000 },
      { from, monthlyFen: 13_000 },
      { until: from, endedBy: 'prison' },
    ]);
    expect(pool).toMatchObject([{ caseId, since: from }]);
    expect(JSON.stringify(await desk.letter(caseId))).toContain('每月救助金调整为130元');
  });

  it('may come by degrees: 渐退期 of three months, from the month after the finding', async () => {
    const { caseId: aid, householdId } = await desk.granted(nextFamily());
    const { caseId } = await desk.open(aid, { trigger: 'family-report' });
    const { today } = await town.client.clock();
    const from = firstOfNextMonth(today);
    const until = [1, 2, 3].reduce((month) => firstOfNextMonth(month), from);
    await desk.check(caseId, { outcome: 'taper', ground: 'income-over', months: 3, ...over(300_000) });
    await desk.tell(caseId);
    await desk.answer(caseId);
    await desk.confirm(caseId, 'income-over', { stopFrom: until });
    await desk.deliver(caseId);
    await expect.poll(() => desk.view(caseId)).toMatchObject({ status: 'tapering', stopFrom: until });
    const { entries, pool } = await chain(householdId);
    expect(entries[0]).toMatchObject({ taperFrom: from, until, endedBy: 'income-over' });
    expect(pool[0]).toMatchObject({ since: until });
  });

  it('leads to the next tier by the facts that are known, if the family wishes', async () => {
    const { caseId: aid } = await desk.granted(nextFamily());
    const { caseId } = await desk.open(aid);
    // 2000.00 for two is above 930.00 × 2 and below one and a half times it.
    await desk.check(caseId, { ground: 'income-over', ...over(200_000) });
    await desk.tell(caseId);
    await desk.answer(caseId, { outcome: 'answered', answer: '愿意转入边缘家庭(演示)' });
    await desk.confirm(caseId, 'income-over');
    expect(await desk.deliver(caseId)).toMatchObject({ outcome: 'offer' });
    expect(await desk.view(caseId)).toMatchObject({ nextTier: 'dibao-marginal', closedOn: null });
    await desk.offer(caseId, 'declined');
    await expect.poll(() => desk.view(caseId)).toMatchObject({ status: 'stopped' });
    expect((await desk.view(caseId)).closedOn).not.toBeNull();
  });

  it('files the application that the family wishes, with nothing asked twice, and lets it leave the pool', async () => {
    const { caseId: aid, householdId } = await desk.granted(nextFamily());
    const { caseId } = await desk.open(aid);
    await desk.check(caseId, { ground: 'income-over', ...over(200_000) });
    await desk.tell(caseId);
    await desk.answer(caseId);
    await desk.confirm(caseId, 'income-over');
    await desk.deliver(caseId);
    const offer = await town.client.openTask(niuzhuang.window, caseId, 'next-tier-offer');
    await town.client.claim(niuzhuang.window, offer);
    const unsigned = await town.client.decide(
      niuzhuang.window,
      { ...offer, version: offer.version + 1 },
      { kind: 'next-tier-offer', outcome: 'wished' },
    );
    expect(unsigned).toMatchObject({ status: 422, body: { code: 'application-unsigned' } });
    const wished = { kind: 'next-tier-offer', outcome: 'wished', applicationSigned: true };
    await town.client.decide(niuzhuang.window, { ...offer, version: offer.version + 1 }, wished);
    const filed = await desk.filed(caseId);
    const next = await office.view(filed);
    expect(next).toMatchObject({ status: 'in-review', requestedTier: 'dibao-marginal', householdId });
    await office.toConfirmation(filed);
    await office.confirm(filed);
    await town.client.reaches(niuzhuang.window, filed, 'granted');
    const { entries, pool, gaps, overlaps } = await chain(householdId);
    expect(entries).toMatchObject([
      { tier: 'dibao', endedBy: 'income-over' },
      { tier: 'dibao', endedBy: 'income-over' },
      { tier: 'dibao-marginal' },
      { tier: 'dibao-marginal' },
    ]);
    expect({ gaps, overlaps }).toEqual({ gaps: [], overlaps: [] });
    expect(pool).toHaveLength(2);
    await expect.poll(() => watched(town)).not.toContain(caseId);
  });

  it('by a death opens a look at every other aid of the household, within three months of it', async () => {
    const { caseId: aid, householdId } = await desk.granted(nextFamily(), families.disabledInMarginal);
    const { today } = await town.client.clock();
    const ambiguous = await town.client.post(niuzhuang.window, '/terminations', {
      aid,
      trigger: 'death-in-household',
      reason: '演示',
    });
    expect(ambiguous).toMatchObject({ status: 422, body: { code: 'aid-ambiguous', determinations: [0, 1] } });
    const views = [];
    for (const determination of [0, 1]) {
      const opened = await desk.open(aid, { determination, trigger: 'death-in-household', happenedOn: today });
      views.push(await desk.view(opened.caseId));
    }
    const dead = views.find(({ aid: { tier } }) => tier === 'dibao')!;
    const rest = views.find(({ aid: { tier } }) => tier === 'dibao-marginal')!;
    // The look at the rest was begun and is over; the death then opens the one that is owed.
    await desk.check(rest.caseId, { outcome: 'still-eligible' });
    await desk.check(dead.caseId, { ground: 'death' });
    await desk.tell(dead.caseId);
    await desk.confirm(dead.caseId, 'death');
    await desk.deliver(dead.caseId);
    await expect.poll(() => desk.view(dead.caseId)).toMatchObject({ status: 'stopped', nextTier: null });
    const again = await town.client.post(niuzhuang.window, '/terminations', {
      aid,
      determination: rest.aid.tier === views[0]!.aid.tier ? 0 : 1,
      trigger: 'periodic-recheck',
      reason: '演示',
    });
    expect(again).toMatchObject({ status: 409, body: { code: 'termination-running' } });
    const { caseId: owed } = again.body as { caseId: string };
    expect(await desk.view(owed)).toMatchObject({
      trigger: { id: 'death-in-household' },
      happenedOn: today,
      aid: { tier: 'dibao-marginal' },
    });
    const check = await town.client.openTask(niuzhuang.window, owed, 'termination-check');
    expect(check.finishLimit).toMatchObject({ limitId: 'any.death-recheck', from: today });
    expect((await chain(householdId)).pool).toEqual([]);
  });

  it('is looked at once at a time, also when five ask in the same moment', async () => {
    const { caseId: aid } = await desk.granted(nextFamily());
    const body = { aid, trigger: 'exclusion-alert', reason: '演示' };
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map(() => town.client.post(niuzhuang.window, '/terminations', body)),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409, 409]);
  });

  it('goes on where it stood when its execution is thrown away', async () => {
    const { caseId: aid } = await desk.granted(nextFamily());
    const { caseId } = await desk.open(aid);
    const restart = async () => {
      const answer = await town.client.post('supervisor', `/cases/${caseId}/restart`, { reason: '演示' });
      expect(answer.status).toBe(200);
    };
    await restart();
    await desk.check(caseId, { ground: 'duplicate-aid' });
    await town.client.openTask(niuzhuang.window, caseId, 'termination-reasons');
    await restart();
    await desk.tell(caseId);
    await town.client.openTask(niuzhuang.window, caseId, 'termination-answer');
    await restart();
    await desk.answer(caseId);
    await town.client.openTask(niuzhuang.window, caseId, 'termination-confirmation');
    await restart();
    await desk.confirm(caseId, 'duplicate-aid', { outcome: 'return' });
    await desk.check(caseId, { ground: 'assets-over', findings: rich }, 2);
    await desk.tell(caseId, 2);
    await desk.answer(caseId, { outcome: 'waived' }, 2);
    await desk.confirm(caseId, 'assets-over', {}, 2);
    await town.client.openTask(niuzhuang.window, caseId, 'termination-letter');
    await restart();
    await desk.deliver(caseId, 2);
    await expect.poll(() => desk.view(caseId)).toMatchObject({ status: 'stopped', ground: 'assets-over' });
    const types = await typesOf(caseId);
    expect(types.filter((type) => type === 'aid-ended')).toHaveLength(1);
  });

  it('flags what fraud took for recovery, and offers nothing', async () => {
    const { caseId: aid } = await desk.granted(nextFamily());
    const { caseId } = await desk.open(aid, { trigger: 'public-report' });
    await desk.check(caseId, { ground: 'fraud', ...over(200_000) });
    await desk.tell(caseId);
    await desk.answer(caseId);
    await desk.confirm(caseId, 'fraud');
    await desk.deliver(caseId);
    await expect.poll(() => desk.view(caseId)).toMatchObject({ status: 'stopped', recovery: true, nextTier: null });
    expect(await typesOf(caseId)).toContain('recovery-flagged');
  });

  it('is taken back where it was an error: paid from the next month, with arrears, out of the pool', async () => {
    const { caseId: aid, householdId } = await desk.granted(nextFamily());
    const { caseId } = await desk.open(aid);
    await desk.check(caseId, { ground: 'duplicate-aid' });
    await desk.tell(caseId);
    await desk.answer(caseId);
    const stop = firstOfNextMonth((await town.client.clock()).today);
    await desk.confirm(caseId, 'duplicate-aid');
    await desk.deliver(caseId);
    await expect.poll(() => desk.view(caseId)).toMatchObject({ status: 'stopped' });
    await town.client.passDays(60);
    const reinstate = (as: string) =>
      town.client.post(as, `/terminations/${caseId}/reinstatement`, { reason: '认错了人(演示)', isError: true });
    expect((await reinstate(niuzhuang.window)).status).toBe(403);
    expect(await reinstate(niuzhuang.confirmer)).toMatchObject({ status: 200, body: { status: 'reinstated' } });
    expect(await reinstate(niuzhuang.confirmer)).toMatchObject({ status: 409, body: { code: 'not-stopped' } });
    const from = firstOfNextMonth((await town.client.clock()).today);
    const { entries, pool, gaps } = await chain(householdId);
    expect(entries).toMatchObject([
      { until: stop, endedBy: 'duplicate-aid' },
      { until: stop, endedBy: 'duplicate-aid' },
      { from, reinstated: { arrearsFrom: stop } },
      { from, reinstated: { arrearsFrom: stop } },
    ]);
    expect(pool).toMatchObject([
      { since: stop, until: from },
      { since: stop, until: from },
    ]);
    expect(gaps).toEqual([]);
    await expect.poll(() => watched(town)).not.toContain(caseId);
    // Running again, it may be looked at again.
    await desk.open(aid);
  });

  it('leaves the aid alone where the check finds that it is still due, and withdraws what the family takes back', async () => {
    const { caseId: aid, householdId } = await desk.granted(nextFamily());
    const kept = await desk.open(aid);
    await desk.check(kept.caseId, { outcome: 'still-eligible' });
    expect(await desk.view(kept.caseId)).toMatchObject({ status: 'kept' });
    const exit = await desk.open(aid, { trigger: 'voluntary-exit', groundHint: 'voluntary' });
    await desk.check(exit.caseId, { ground: 'voluntary' });
    await town.client.openTask(niuzhuang.window, exit.caseId, 'termination-reasons');
    const withdraw = () =>
      town.client.post(niuzhuang.window, `/terminations/${exit.caseId}/withdrawal`, { reason: '不退了(演示)' });
    expect(await withdraw()).toMatchObject({ status: 200, body: { status: 'withdrawn' } });
    expect(await withdraw()).toMatchObject({ status: 409, body: { code: 'case-closed' } });
    const open = (await town.client.tasks(niuzhuang.window, exit.caseId)).filter(({ status }) => status === 'OPEN');
    expect(open).toEqual([]);
    expect(JSON.stringify((await chain(householdId)).entries)).not.toContain('until');
  });

  it('is checked by the department that is named, and by nobody of the township then', async () => {
    const { caseId: aid } = await desk.granted(nextFamily());
    const { caseId } = await desk.open(aid, { department: 'county-disabled-federation-370502' });
    const task = await town.client.openTask(niuzhuang.window, caseId, 'termination-check');
    expect(task.unit).toBe('county-disabled-federation-370502');
    expect((await town.client.claim(niuzhuang.reviewer, task)).status).toBe(403);
    const clerk = 'disabled-dongying';
    const claimed = await town.client.claim(clerk, task);
    expect(claimed.status).toBe(200);
    expect((await town.client.get(clerk, `/terminations/${caseId}`)).status).toBe(200);
    expect((await town.client.get('health-dongying', `/terminations/${caseId}`)).status).toBe(403);
    const { today } = await town.client.clock();
    const found = await town.client.decide(
      clerk,
      { ...task, version: task.version + 1 },
      { kind: 'termination-check', outcome: 'still-eligible', method: 'register', checkedOn: today, reason: '演示' },
    );
    expect(found.status).toBe(200);
    expect(await desk.view(caseId)).toMatchObject({ status: 'kept' });
  });

  it('is confirmed by another person of the township where the county has delegated its power', async () => {
    const delegated = new TerminationDesk(new Office(town.client, chenzhuang));
    const { caseId: aid } = await delegated.granted(nextFamily());
    const { caseId } = await delegated.open(aid);
    await delegated.check(caseId, { ground: 'duplicate-aid' });
    await delegated.tell(caseId);
    await delegated.answer(caseId);
    const task = await town.client.openTask(chenzhuang.window, caseId, 'termination-confirmation');
    expect(task.unit).toBe('township-370522102');
    const held = await town.client.claim(chenzhuang.reviewer, task);
    expect(held.status).toBe(200);
    const own = await town.client.decide(
      chenzhuang.reviewer,
      { ...task, version: task.version + 1 },
      {
        kind: 'termination-confirmation',
        outcome: 'confirm',
        ground: 'duplicate-aid',
        stopFrom: firstOfNextMonth((await town.client.clock()).today),
        reason: '演示',
      },
    );
    expect(own).toMatchObject({ status: 403, body: { code: 'self-approval' } });
    await town.client.post(chenzhuang.reviewer, `/tasks/${task.taskId}/release`, undefined, {
      'if-match': `"${task.version + 1}"`,
    });
    await delegated.confirm(caseId, 'duplicate-aid');
    await delegated.deliver(caseId);
    await expect.poll(() => delegated.view(caseId)).toMatchObject({ status: 'stopped' });
  });
});

describe.skipIf(!isOwnTown)('what is refused about the end of aid', () => {
  let town: Town;
  let desk: TerminationDesk;
  beforeAll(async () => {
    town = await startTown({ startAt: '2026-03-02' });
    desk = new TerminationDesk(new Office(town.client));
  });
  afterAll(() => town.close());

  const opening = (aid: string, more: object = {}) =>
    town.client.post(niuzhuang.window, '/terminations', {
      aid,
      trigger: 'periodic-recheck',
      reason: '演示',
      ...more,
    });

  it('changes nothing and says why', async () => {
    const { caseId: aid } = await desk.granted(nextFamily());
    expect(await opening('no-such-case')).toMatchObject({ status: 404 });
    expect(await opening(aid, { groundHint: 'obligor-able' })).toMatchObject({
      status: 422,
      body: { code: 'ground-not-listed', errors: [{ pointer: '/groundHint' }] },
    });
    expect(await opening(aid, { happenedOn: '2030-01-01' })).toMatchObject({ body: { code: 'date-in-future' } });
    expect(await opening(aid, { department: 'no-such-unit' })).toMatchObject({ body: { code: 'unknown-unit' } });
    expect(await opening(aid, { trigger: 'because' })).toMatchObject({ body: { code: 'invalid-request' } });
    expect(await opening(aid, { determination: 7 })).toMatchObject({ body: { code: 'no-aid-running' } });

    const { caseId } = await desk.open(aid);
    expect(await opening(aid)).toMatchObject({ status: 409, body: { code: 'termination-running', caseId } });
    const check = await town.client.openTask(niuzhuang.window, caseId, 'termination-check');
    await town.client.claim(niuzhuang.reviewer, check);
    const { today } = await town.client.clock();
    const decide = (more: object) =>
      town.client.decide(
        niuzhuang.reviewer,
        { ...check, version: check.version + 1 },
        { kind: 'termination-check', outcome: 'end', method: 'register', checkedOn: today, reason: '演示', ...more },
      );
    for (const [more, code] of [
      [{}, 'ground-missing'],
      [{ ground: 'capacity-regained' }, 'ground-not-listed'],
      [{ ground: 'income-over' }, 'ground-not-borne-out'],
      [{ ground: 'voluntary' }, 'not-voluntary'],
      [{ ground: 'work-refused' }, 'ground-of-one-person'],
      [{ ground: 'prison' }, 'ground-of-one-person'],
      [{ ground: 'duplicate-aid', checkedOn: '2030-01-01' }, 'date-in-future'],
      [{ outcome: 'taper', ground: 'duplicate-aid', months: 2 }, 'taper-not-for-ground'],
      [{ outcome: 'amount-changes' }, 'amount-unchanged'],
      [{ outcome: 'amount-changes', ground: 'death', leaving: ['m1', 'm2'] }, 'all-would-leave'],
      [{ outcome: 'amount-changes', ground: 'death', leaving: ['m7'] }, 'members-unknown'],
    ] as const) {
      expect(await decide(more)).toMatchObject({ status: 422, body: { code } });
    }
    expect((await decide({ ground: 'duplicate-aid' })).status).toBe(200);

    await desk.tell(caseId);
    await desk.answer(caseId);
    const confirmation = await town.client.openTask(niuzhuang.window, caseId, 'termination-confirmation');
    await town.client.claim(niuzhuang.confirmer, confirmation);
    const confirm = (more: object) =>
      town.client.decide(
        niuzhuang.confirmer,
        { ...confirmation, version: confirmation.version + 1 },
        { kind: 'termination-confirmation', outcome: 'confirm', ground: 'duplicate-aid', reason: '演示', ...more },
      );
    expect(await confirm({})).toMatchObject({ body: { code: 'stop-date-missing' } });
    expect(await confirm({ stopFrom: today })).toMatchObject({ body: { code: 'stop-date-past' } });
    expect(await confirm({ stopFrom: '2031-05-01' })).toMatchObject({ body: { code: 'stop-date-differs' } });
    expect(await confirm({ ground: 'income-over', stopFrom: '2026-04-01' })).toMatchObject({
      body: { code: 'ground-differs' },
    });
    expect(await confirm({ reason: '', stopFrom: '2026-04-01' })).toMatchObject({ body: { code: 'invalid-request' } });
    expect(await desk.view(caseId)).toMatchObject({ status: 'in-progress', ground: null, stopFrom: null });
    expect(
      await town.client.post(niuzhuang.window, `/terminations/${caseId}/withdrawal`, { reason: '演示' }),
    ).toMatchObject({ status: 409, body: { code: 'not-the-familys' } });
    expect(
      await town.client.post(niuzhuang.window, `/terminations/${caseId}/objections`, { reason: '演示' }),
    ).toMatchObject({ status: 409, body: { code: 'no-notice-open' } });
    expect((await town.client.get(niuzhuang.window, `/terminations/${caseId}/letter`)).status).toBe(404);
    expect((await town.client.get('window-liuhu', `/terminations/${caseId}`)).status).toBe(404);
  });
});

const dayAfter = (date: string): string => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);

describe.skipIf(!isOwnTown)('the periodic check of running aid', () => {
  let town: Town;
  let desk: TerminationDesk;
  beforeAll(async () => {
    town = await startTown({ startAt: '2026-03-02' });
    desk = new TerminationDesk(new Office(town.client));
  });
  afterAll(() => town.close());

  const checks = async () => {
    const answer = await town.client.get(niuzhuang.reviewer, '/inbox?box=unclaimed&limit=200');
    const { items } = answer.body as { items: readonly { kind: string; caseId: string }[] };
    return items.filter(({ kind }) => kind === 'termination-check').map(({ caseId }) => caseId);
  };

  it('is put before people a month early, yearly or half-yearly, again after each check, and ends nothing', async () => {
    // Recognised on 2026-03-10 and 2026-03-18, the notices being over.
    const worker = await desk.granted(nextFamily());
    const elder = await desk.granted(nextFamily(), families.elderAlone);
    const { entries } = await town.client.chain(niuzhuang.window, worker.householdId);
    await town.client.goTo('2026-08-10');
    expect(await checks()).toEqual([]);
    await town.client.goTo('2026-08-12');
    await expect.poll(checks).toHaveLength(1);
    const [first] = await checks();
    expect(await desk.view(first!)).toMatchObject({
      trigger: { id: 'periodic-recheck' },
      aid: { caseId: worker.caseId, tier: 'dibao' },
    });
    const task = await town.client.openTask(niuzhuang.window, first!, 'termination-check');
    expect(task.finishLimit).toMatchObject({
      limitId: 'dibao.recheck-unstable',
      from: '2026-03-10',
      dueOn: '2026-09-10',
    });
    // Nobody has checked for months: it is late, it is asked for once, and the aid goes on.
    await town.client.goTo('2026-12-01');
    expect(await checks()).toEqual([first]);
    expect((await town.client.chain(niuzhuang.window, worker.householdId)).entries).toEqual(entries);
    await desk.check(first!, { outcome: 'still-eligible' });
    await town.client.goTo('2027-02-16');
    await expect.poll(checks).toHaveLength(1);
    const [yearly] = await checks();
    expect(await desk.view(yearly!)).toMatchObject({ aid: { caseId: elder.caseId, tier: 'destitute' } });
    const yearlyTask = await town.client.openTask(niuzhuang.window, yearly!, 'termination-check');
    expect(yearlyTask.finishLimit).toMatchObject({ limitId: 'destitute.recheck', dueOn: '2027-03-18' });
    await desk.check(yearly!, { outcome: 'still-eligible' });
    // Half a year after the check, a month early.
    await town.client.goTo('2027-05-03');
    await expect.poll(checks).toHaveLength(1);
    const [again] = await checks();
    expect(again).not.toBe(first);
    expect(await desk.view(again!)).toMatchObject({ aid: { caseId: worker.caseId } });
    // Aid that ended is asked about no more.
    await desk.check(again!, { ground: 'duplicate-aid' });
    await desk.tell(again!);
    await desk.answer(again!);
    await desk.confirm(again!, 'duplicate-aid');
    await desk.deliver(again!);
    await town.client.goTo('2027-12-31');
    expect(await checks()).toEqual([]);
    // The first of June 2027 was the first unpaid day: released 24 months later to the day.
    await town.client.goTo('2029-05-31');
    await expect.poll(() => watched(town)).toContain(again);
    await town.client.goTo('2029-06-01');
    await expect.poll(() => watched(town)).not.toContain(again);
    expect((await desk.office.events(again!)).items.at(-1)).toMatchObject({
      type: 'pool-left',
      at: Date.parse('2029-06-01T00:00:00+08:00'),
    });
  });
});
