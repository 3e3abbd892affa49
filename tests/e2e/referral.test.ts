import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Mechanism } from '../../local/demo/mechanism.ts';
import { families } from '../../local/demo/families.ts';
import { niuzhuang, Office } from '../../local/demo/office.ts';
import { fictitiousIdNumber } from '../../local/demo/people.ts';
import { ReferralDesk } from '../../local/demo/referral-desk.ts';
import { nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

const MEDICAL = 'medical-dongying';
const EDUCATION = 'education-dongying';
const HOUSING = 'housing-dongying';
const JOBS = 'jobs-dongying';
const COUNTY = 'county-dongying';

describe('a referral', () => {
  let town: Town;
  let desk: ReferralDesk;
  beforeAll(async () => {
    town = await startTown();
    desk = new ReferralDesk(town.client);
  });
  afterAll(() => town.close());

  const open = (...needs: Parameters<ReferralDesk['request']>[1]) => desk.open(desk.request(nextFamily(), needs));
  const typesOf = async (caseId: string) =>
    (await town.client.events(niuzhuang.window, caseId)).items.map(({ type }) => type);

  it('goes to four departments at once, with one return and one overdue, and comes back as one answer', async () => {
    const { caseId, householdId, dueOn } = await open(
      { need: 'medical', entitlement: 'medical-aid' },
      { need: 'education', entitlement: 'education-aid' },
      { need: 'housing', unit: 'county-civil-affairs-370502' },
      { need: 'employment' },
    );
    for (const part of ['p1', 'p2', 'p3', 'p4']) {
      expect((await desk.task(caseId, part, 'referral-acceptance')).finishLimit?.dueOn).toBe(dueOn);
    }
    const start = await desk.letter(caseId, 'start');
    expect(start.status).toBe(200);
    for (const text of ['田演示', '东营区医疗保障局', '东营区教育局', '教育救助', '主办部门为东营区医疗保障局']) {
      expect(start.html).toContain(text);
    }
    // 签收 is the claim.
    const waiting = await desk.task(caseId, 'p1', 'referral-acceptance');
    await town.client.claim(MEDICAL, waiting);
    expect((await desk.view(caseId)).parts[0]).toMatchObject({ state: 'received', lead: true, dueOn });
    const claimed = await desk.task(caseId, 'p1', 'referral-acceptance');
    await town.client.decide(MEDICAL, claimed, { kind: 'referral-acceptance', outcome: 'accept' });

    await desk.accept(EDUCATION, caseId, 'p2');
    await desk.giveBack(COUNTY, caseId, 'p3', '住房救助由住建部门办理(演示)');
    await desk.handle(niuzhuang.window, caseId, 'p3', {
      kind: 'referral-reassignment',
      unit: 'county-housing-370502',
      reason: '转住建部门(演示)',
    });
    await desk.accept(HOUSING, caseId, 'p3');
    await desk.answer(MEDICAL, caseId, 'p1', 350_000);
    await desk.answer(EDUCATION, caseId, 'p2');
    await desk.answer(HOUSING, caseId, 'p3', 120_000);

    // Nobody at the fourth signs for it: its day passes, and time decides nothing.
    await town.client.passDays(9);
    const late = await desk.view(caseId);
    expect(late).toMatchObject({ status: 'in-progress', parts: [{}, {}, {}, { state: 'sent', isOverdue: true }] });
    await desk.accept(JOBS, caseId, 'p4');
    await desk.answer(JOBS, caseId, 'p4', 50_000);

    const ended = await desk.ends(caseId, 'done');
    expect(ended.parts.map(({ state, result, returns }) => [state, result, returns])).toEqual([
      ['done', 'granted', 0],
      ['done', 'not-eligible', 0],
      ['done', 'granted', 1],
      ['done', 'granted', 0],
    ]);
    expect(ended.parts[2]?.assignments.map(({ unitName, ended: how }) => [unitName, how])).toEqual([
      ['东营区民政局', 'returned'],
      ['东营区住房和城乡建设局', 'answered'],
    ]);
    const result = await desk.letter(caseId, 'result');
    for (const text of [
      '社会救助转办结果告知书',
      '东营区教育局认定不符合条件',
      '金额3,500元',
      '东营区住房和城乡建设局',
    ]) {
      expect(result.html).toContain(text);
    }
    const chain = await town.client.chain(niuzhuang.window, householdId);
    expect(chain.isVerified).toBe(true);
    const recorded = chain.specialAid as { readonly need: string; readonly result: string; readonly person: string }[];
    // Four answers for each of two persons.
    expect(recorded).toHaveLength(8);
    expect(recorded.filter(({ result: one }) => one === 'granted')).toHaveLength(6);
    const types = await typesOf(caseId);
    expect(types.filter((type) => type === 'limit-exceeded')).toHaveLength(1);
    expect(types.filter((type) => type === 'referral-returned')).toHaveLength(1);
    expect(types.at(-1)).toBe('referral-closed');
  });

  it('that is refused twice is arbitrated, and whom the arbiter names is bound', async () => {
    const { caseId } = await open({ need: 'medical' });
    await desk.giveBack(MEDICAL, caseId, 'p1');
    await desk.handle(niuzhuang.reviewer, caseId, 'p1', {
      kind: 'referral-reassignment',
      unit: 'county-medical-security-370502',
      reason: '经研究仍属医保职责(演示)',
    });
    await desk.giveBack(MEDICAL, caseId, 'p1');
    expect((await desk.view(caseId)).parts[0]).toMatchObject({
      state: 'disputed',
      owner: 'county-civil-affairs-370502',
    });
    await desk.handle(COUNTY, caseId, 'p1', {
      kind: 'referral-arbitration',
      outcome: 'assign',
      unit: 'county-medical-security-370502',
      reason: '属医疗救助范围(演示)',
    });
    const task = await desk.task(caseId, 'p1', 'referral-handling');
    expect(task).toMatchObject({ unit: 'county-medical-security-370502', round: 3 });
    const moved = await town.client.claim(MEDICAL, task);
    expect(moved.status).toBe(200);
    const referredOn = await town.client.decide(
      MEDICAL,
      { ...task, version: task.version + 1 },
      { kind: 'referral-handling', result: 'referred-on', unit: 'county-housing-370502', reason: '转出(演示)' },
    );
    expect(referredOn).toMatchObject({ status: 409, body: { code: 'binding-assignment' } });
    const answered = await town.client.decide(
      MEDICAL,
      { ...task, version: task.version + 1 },
      { kind: 'referral-handling', result: 'granted', fen: 90_000, reason: '已救助(演示)' },
    );
    expect(answered.status).toBe(200);
    const ended = await desk.ends(caseId, 'arbitrated');
    expect(ended.parts[0]).toMatchObject({ returns: 1, result: 'granted' });
    expect((await desk.letter(caseId, 'result')).html).toContain('金额900元');
  });

  /** Returned twice by the medical office, and put before the mechanism by the arbiter. */
  const disputed = async () => {
    const { caseId } = await open({ need: 'medical' });
    await desk.giveBack(MEDICAL, caseId, 'p1');
    await desk.handle(niuzhuang.window, caseId, 'p1', {
      kind: 'referral-reassignment',
      unit: 'county-education-370502',
      reason: '转教育部门(演示)',
    });
    await desk.giveBack(EDUCATION, caseId, 'p1');
    await desk.handle(COUNTY, caseId, 'p1', {
      kind: 'referral-arbitration',
      outcome: 'mechanism',
      reason: '各部门意见不一(演示)',
    });
    await desk.task(caseId, 'p1', 'referral-mechanism');
    const { items } = await town.client.events(niuzhuang.window, caseId);
    const asked = items.find(({ type }) => type === 'deliberation-requested')?.data as { readonly motion: string };
    return { caseId, motion: asked.motion };
  };

  it('goes to the coordination mechanism where the arbiter does not decide, and whom it names is bound', async () => {
    const { caseId, motion } = await disputed();
    const mechanism = new Mechanism(town.client);
    const proposal = { kind: 'assign-department', unit: 'county-housing-370502' } as const;
    await mechanism.dossier(motion, { proposal });
    const { taskId } = await mechanism.ballot(motion);
    await mechanism.voteAll(taskId, 11, 0);
    await mechanism.counted(motion);
    await mechanism.resolve(motion, proposal);
    const task = await desk.task(caseId, 'p1', 'referral-handling');
    expect(task.unit).toBe('county-housing-370502');
    await desk.answer(HOUSING, caseId, 'p1', 70_000);
    const ended = await desk.ends(caseId, 'arbitrated');
    expect(ended.parts[0]?.assignments.at(-1)).toMatchObject({ binding: true, ended: 'answered' });
  });

  it('comes back to the arbiter where the mechanism names nobody, who must then decide', async () => {
    const { caseId, motion } = await disputed();
    await town.client.handle(COUNTY, motion, { kind: 'motion-dossier', outcome: 'return', reason: '请先协商(演示)' });
    const task = await desk.task(caseId, 'p1', 'referral-arbitration');
    expect(task.round).toBe(3);
    await town.client.claim(COUNTY, task);
    const again = await town.client.decide(
      COUNTY,
      { ...task, version: task.version + 1 },
      { kind: 'referral-arbitration', outcome: 'mechanism', reason: '再研究(演示)' },
    );
    expect(again).toMatchObject({ status: 409, body: { code: 'mechanism-asked-already' } });
    const dismissed = await town.client.decide(
      COUNTY,
      { ...task, version: task.version + 1 },
      { kind: 'referral-arbitration', outcome: 'dismiss', reason: '不属于政府部门职责(演示)' },
    );
    expect(dismissed.status).toBe(200);
    await desk.ends(caseId, 'arbitrated');
    expect((await desk.letter(caseId, 'result')).html).toContain('没有主管部门。不属于政府部门职责');
  });

  it('of which nobody knows whose it is, is first found a department by the township, else by the county', async () => {
    const { caseId, stage, dueOn } = await open();
    expect(stage).toBe('Triage');
    const triage = await town.client.openTask(niuzhuang.window, caseId, 'referral-triage', 1);
    expect(triage).toMatchObject({ unit: `township-${niuzhuang.area}`, finishLimit: { dueOn } });
    await town.client.handle(
      niuzhuang.reviewer,
      caseId,
      { kind: 'referral-triage', outcome: 'to-county', reason: '乡镇不能确定(演示)' },
      1,
    );
    const again = await town.client.openTask(niuzhuang.window, caseId, 'referral-triage', 2);
    expect(again.unit).toBe('county-civil-affairs-370502');
    await town.client.claim(COUNTY, again);
    const upwards = await town.client.decide(
      COUNTY,
      { ...again, version: again.version + 1 },
      { kind: 'referral-triage', outcome: 'to-county', reason: '再上报(演示)' },
    );
    expect(upwards).toMatchObject({ status: 422, body: { code: 'county-must-decide' } });
    await town.client.decide(
      COUNTY,
      { ...again, version: again.version + 1 },
      { kind: 'referral-triage', outcome: 'send', parts: [{ need: 'disability' }], reason: '属残联职责(演示)' },
    );
    await desk.accept('disabled-dongying', caseId, 'p1');
    await desk.answer('disabled-dongying', caseId, 'p1', 60_000);
    await desk.ends(caseId, 'done');
  });

  it('is referred on after acceptance, and an optional part that is left is withdrawn with a message', async () => {
    const { caseId } = await open({ need: 'education' }, { need: 'employment', mandatory: false });
    await desk.accept(EDUCATION, caseId, 'p1');
    await desk.handle(EDUCATION, caseId, 'p1', {
      kind: 'referral-handling',
      result: 'referred-on',
      unit: 'county-medical-security-370502',
      reason: '实为医疗费用困难(演示)',
    });
    await desk.accept(MEDICAL, caseId, 'p1');
    await desk.answer(MEDICAL, caseId, 'p1', 10_000);
    const ended = await desk.ends(caseId, 'done');
    expect(ended.parts[1]).toMatchObject({ state: 'withdrawn', result: null });
    const told = await town.client.get(JOBS, '/inbox/changes');
    expect(JSON.stringify(told.body)).toContain(`转办事项已撤回:${caseId}`);
    const left = (await town.client.tasks(niuzhuang.window, caseId)).filter(({ status }) => status === 'OPEN');
    expect(left).toEqual([]);
  });

  it('has its lead named by the county where the leading part went away and several go on', async () => {
    const { caseId } = await open({ need: 'medical' }, { need: 'education' }, { need: 'housing' });
    await desk.task(caseId, 'p1', 'referral-acceptance');
    await desk.withdraw(caseId, 'p1');
    await desk.handle(COUNTY, caseId, 'p1', { kind: 'referral-lead', part: 'p3', reason: '住房为主要困难(演示)' });
    expect((await desk.view(caseId)).parts.map(({ lead }) => lead)).toEqual([false, false, true]);
    for (const [clerk, part] of [
      [EDUCATION, 'p2'],
      [HOUSING, 'p3'],
    ] as const) {
      await desk.accept(clerk, caseId, part);
      await desk.answer(clerk, caseId, part, 10_000);
    }
    await desk.ends(caseId, 'done');
  });

  it('that the family withdraws leaves nobody with work', async () => {
    const { caseId } = await open({ need: 'medical' }, { need: 'education' });
    await desk.task(caseId, 'p2', 'referral-acceptance');
    await desk.accept(MEDICAL, caseId, 'p1');
    await desk.task(caseId, 'p1', 'referral-handling');
    await desk.withdraw(caseId);
    const view = await desk.ends(caseId, 'withdrawn');
    expect(view.parts.map(({ state, owner }) => [state, owner])).toEqual([
      ['withdrawn', null],
      ['withdrawn', null],
    ]);
    const open2 = (await town.client.tasks(niuzhuang.window, caseId)).filter(({ status }) => status === 'OPEN');
    expect(open2).toEqual([]);
  });

  it('stands rebuilt where it stood, whatever its parts came to', async () => {
    const { caseId } = await open({ need: 'medical' }, { need: 'education' }, { need: 'housing' });
    await desk.accept(MEDICAL, caseId, 'p1');
    await desk.giveBack(EDUCATION, caseId, 'p2');
    await desk.task(caseId, 'p2', 'referral-reassignment');
    await desk.task(caseId, 'p1', 'referral-handling');
    const restarted = await town.client.post('supervisor', `/cases/${caseId}/restart`, { reason: '演练(演示)' });
    expect(restarted.status).toBe(200);
    await desk.answer(MEDICAL, caseId, 'p1', 10_000);
    await desk.handle(niuzhuang.window, caseId, 'p2', {
      kind: 'referral-reassignment',
      unit: 'county-human-resources-370502',
      reason: '转人社(演示)',
    });
    await desk.accept(JOBS, caseId, 'p2');
    await desk.answer(JOBS, caseId, 'p2');
    await desk.accept(HOUSING, caseId, 'p3');
    await desk.answer(HOUSING, caseId, 'p3');
    await desk.ends(caseId, 'done');
  });

  describe('after a recognition', () => {
    const recognised = async () => {
      const office = new Office(town.client);
      const submission = families.highMedicalSpending.build({ area: niuzhuang.area, sequence: nextFamily() });
      const { caseId, householdId } = await office.submit(submission);
      // 刚性支出 asks for no public notice.
      await office.lookInto(caseId);
      await office.opinion(caseId);
      await office.confirm(caseId);
      await town.client.reaches(niuzhuang.window, caseId, 'granted');
      const [referral] = await desk.ofHousehold(householdId);
      expect(referral).toMatchObject({ origin: 'determination', of: caseId, stage: 'Transfer', parts: 0 });
      return { applicationId: caseId, householdId, caseId: referral!.caseId };
    };

    it('is proposed by the matrix, gone through with the family, and lands on the same chain', async () => {
      const { caseId, householdId, applicationId } = await recognised();
      const { planned } = await desk.view(caseId);
      expect(planned.map(({ entitlement }) => entitlement)).toEqual([
        'insurance-premium',
        'medical-aid',
        'education-aid',
        'heating-allowance',
      ]);
      const transfer = await town.client.openTask(niuzhuang.window, caseId, 'referral-transfer');
      const { today } = await town.client.clock();
      expect(transfer.finishLimit).toMatchObject({ from: today, limitId: 'any.referral-transfer' });
      // The family is insured and heated; the rest it wants.
      await town.client.handle(niuzhuang.window, caseId, {
        kind: 'referral-transfer',
        outcome: 'send',
        parts: [
          { need: 'medical', entitlement: 'medical-aid' },
          { need: 'education', entitlement: 'education-aid', mandatory: false },
        ],
      });
      await desk.accept(MEDICAL, caseId, 'p1');
      await desk.answer(MEDICAL, caseId, 'p1', 200_000);
      await desk.ends(caseId, 'done');
      const chain = await town.client.chain(niuzhuang.window, householdId);
      expect(chain.entries).not.toEqual([]);
      expect(chain.specialAid).toMatchObject(
        Array.from({ length: chain.specialAid.length }, () => ({ entitlement: 'medical-aid', result: 'granted' })),
      );
      expect(chain.specialAid).not.toEqual([]);
      const { items } = await town.client.events(niuzhuang.window, caseId);
      expect(items.find(({ type }) => type === 'special-aid-recorded')?.data).toMatchObject({ of: applicationId });
    });

    it('is proposed in the one write of the determination, also for twenty-two people who leave the pool with it', async () => {
      const office = new Office(town.client);
      const sequence = nextFamily();
      const { family, facts, papers, ...rest } = families.workingPoor.build({ area: niuzhuang.area, sequence });
      const [, child] = facts.members;
      const more = Array.from({ length: 20 }, (_, index) => {
        const memberId = `m${index + 3}`;
        const birthDate = `2012-03-${String(index + 10)}`;
        return {
          facts: { ...child!, memberId },
          person: { memberId, name: `张小演${index}`, idNumber: fictitiousIdNumber(birthDate, sequence) },
        };
      });
      const submission = {
        ...rest,
        family: { ...family, members: [...family.members, ...more.map(({ person }) => person)] },
        facts: { ...facts, members: [...facts.members, ...more.map((one) => one.facts)] },
        papers: {
          ...papers,
          checkAuthorisations: [...papers.checkAuthorisations, ...more.map(({ person }) => person.memberId)],
        },
      };
      const first = await office.submit(submission);
      await office.toConfirmation(first.caseId);
      await office.confirm(first.caseId, { outcome: 'refuse' });
      await town.client.reaches(niuzhuang.window, first.caseId, 'refused');
      const { caseId, householdId } = await office.submit(submission);
      await office.toConfirmation(caseId);
      await office.confirm(caseId);
      await town.client.reaches(niuzhuang.window, caseId, 'granted');
      expect(await desk.ofHousehold(householdId)).toMatchObject([{ of: caseId, stage: 'Transfer' }]);
    });

    it('goes as it was proposed where the window changes nothing, or nowhere where the family wants none', async () => {
      const asProposed = await recognised();
      await town.client.handle(niuzhuang.window, asProposed.caseId, { kind: 'referral-transfer', outcome: 'send' });
      await desk.task(asProposed.caseId, 'p4', 'referral-acceptance');
      expect((await desk.view(asProposed.caseId)).parts.map(({ lead, mandatory }) => [lead, mandatory])).toEqual([
        [true, true],
        [false, true],
        [false, true],
        [false, false],
      ]);
      const declined = await recognised();
      await town.client.handle(niuzhuang.window, declined.caseId, { kind: 'referral-transfer', outcome: 'declined' });
      expect((await desk.ends(declined.caseId, 'withdrawn')).parts).toEqual([]);
    });
  });

  it('is known to the departments that have a part of it, and to no others', async () => {
    const { caseId } = await open({ need: 'medical' });
    await desk.task(caseId, 'p1', 'referral-acceptance');
    const theirs = await desk.view(caseId, MEDICAL);
    expect(theirs).toMatchObject({ caseId, applicant: '田演示', request: expect.stringContaining('演示') });
    expect(theirs.family?.members.map(({ name }) => name)).toEqual(['田演示', '田小演示']);
    expect((await town.client.get(HOUSING, `/referrals/${caseId}`)).status).toBe(404);
    expect((await desk.letter(caseId, 'start', COUNTY)).status).toBe(200);
    expect((await desk.letter(caseId, 'start', MEDICAL)).status).toBe(404);
    expect((await desk.letter(caseId, 'start', HOUSING)).status).toBe(404);
    expect((await town.client.get('window-liuhu', `/referrals/${caseId}`)).status).toBe(404);
    expect((await desk.letter(caseId, 'result')).status).toBe(404);
    await desk.giveBack(MEDICAL, caseId, 'p1');
    // What is theirs no longer still stands in their record, without the people.
    expect(await desk.view(caseId, MEDICAL)).toMatchObject({ family: null, request: null });
    expect((await desk.view(caseId)).family).not.toBeNull();
  });
});
