import { afterEach, describe, expect, it } from 'vitest';
import { receiptViewSchema } from '../../functions/contracts/views.ts';
import { families } from '../../local/demo/families.ts';
import type { InventedFamily, Submission } from '../../local/demo/families.ts';
import { chenzhuang, niuzhuang, Office } from '../../local/demo/office.ts';
import { fictitiousIdNumber } from '../../local/demo/people.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import { isOwnTown, nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

describe.skipIf(!isOwnTown)('the limits of an application', () => {
  let town: Town | undefined;
  afterEach(async () => {
    await town?.close();
    town = undefined;
  });

  const officeAt = async (startAt: string, staff = niuzhuang): Promise<Office> => {
    town = await startTown({ startAt });
    return new Office(town.client, staff);
  };

  const build = (office: Office, family: InventedFamily, more: Partial<Submission> = {}): Submission => ({
    ...family.build({ area: office.staff.area, sequence: nextFamily() }),
    ...more,
  });

  // Counted by hand on the notices of the State Council.
  it.each([
    {
      start: '2025-09-20',
      what: '国庆, with the make-up days 28 September and 11 October',
      due: '2025-11-06',
      later: '2025-11-27',
      early: '2025-10-23',
    },
    {
      start: '2026-01-20',
      what: '春节, with the make-up days 14 and 28 February',
      due: '2026-03-09',
      later: '2026-03-30',
      early: '2026-02-24',
    },
    {
      start: '2026-09-10',
      what: '中秋 and 国庆, with the make-up days 20 September and 10 October',
      due: '2026-10-28',
      later: '2026-11-18',
      early: '2026-10-14',
    },
  ])('filed on $start run across $what', async ({ start, due, later, early }) => {
    const office = await officeAt(start);
    const registered = await office.submit(build(office, families.workingPoor));
    expect(registered).toMatchObject({ acceptedOn: start, dueOn: due, provisional: false });
    const separated = build(office, families.workingPoor, { circumstances: ['household-registration-separated'] });
    expect(await office.submit(separated)).toMatchObject({ dueOn: later });
    const delegated = new Office(office.client, chenzhuang);
    expect(await delegated.submit(build(delegated, families.workingPoor))).toMatchObject({ dueOn: early });
    const { why } = await office.client.deadline(niuzhuang.window, registered.caseId);
    expect(why.at(-1)).toContain(due);
    expect(why.join('\n')).toContain('调休上班,计入');
  });

  it('are given, and marked provisional, where they reach into a year whose holidays are not published', async () => {
    const office = await officeAt('2026-11-23');
    const { caseId, ...registered } = await office.submit(build(office, families.workingPoor));
    expect(registered).toMatchObject({ acceptedOn: '2026-11-23', dueOn: '2027-01-04', provisional: true });
    const { why, provisional, tasks } = await office.client.deadline(niuzhuang.window, caseId);
    expect(provisional).toBe(true);
    expect(why.join('\n')).toContain('放假安排尚未公布');
    // Three working days in 2026 are certain.
    const investigation = await office.client.openTask(niuzhuang.window, caseId, 'household-investigation');
    expect(investigation.startLimit).toMatchObject({ dueOn: '2026-11-26', provisional: false });
    expect(tasks.every((task) => !task.provisional)).toBe(true);
  });

  it('become 45 working days when the investigation finds 人户分离, and only once', async () => {
    const office = await officeAt('2026-03-02');
    const { caseId, dueOn } = await office.submit(build(office, families.workingPoor));
    expect(dueOn).toBe('2026-04-14');
    await office.investigate(caseId, { circumstances: ['household-registration-separated'] });
    expect(await office.view(caseId)).toMatchObject({
      dueOn: '2026-05-08',
      totalDays: 45,
      circumstances: ['household-registration-separated'],
    });
    await office.check(caseId);
    await office.opinion(caseId);
    await office.client.openTask(niuzhuang.window, caseId, 'public-notice');
    await office.fileObjection(caseId);
    expect(await office.view(caseId)).toMatchObject({
      dueOn: '2026-05-08',
      totalDays: 45,
      circumstances: ['household-registration-separated', 'notice-objection'],
    });
  });

  it('are 20 working days where the power is delegated, and no county confirms', async () => {
    const office = await officeAt('2026-03-02', chenzhuang);
    const { caseId, dueOn } = await office.submit(build(office, families.workingPoor));
    expect(dueOn).toBe('2026-03-30');
    await office.toConfirmation(caseId);
    const confirmation = await office.client.openTask(chenzhuang.window, caseId, 'confirmation');
    expect(confirmation).toMatchObject({
      unit: `township-${chenzhuang.area}`,
      roles: ['township-reviewer'],
      finishLimit: null,
    });
    expect(await office.client.claim('county-lijin', confirmation)).toMatchObject({ status: 403 });
    // Who gave the opinion confirms nothing.
    const claimed = await office.client.claim(chenzhuang.reviewer, confirmation);
    const own = { kind: 'confirmation', outcome: 'confirm', reason: '同意' } as const;
    const task = expectStatus(claimed, [200]) as { taskId: string; version: number };
    expect(await office.client.decide(chenzhuang.reviewer, task, own)).toMatchObject({
      status: 403,
      body: { code: 'self-approval' },
    });
    expect(
      await office.client.post(chenzhuang.reviewer, `/tasks/${task.taskId}/release`, undefined, {
        'if-match': `"${task.version}"`,
      }),
    ).toMatchObject({ status: 200 });
    await office.confirm(caseId);
    await office.client.reaches(chenzhuang.window, caseId, 'granted');
  });

  it('begin when the papers are complete; what is missing is told once', async () => {
    const office = await officeAt('2026-03-02');
    const complete = build(office, families.workingPoor);
    const { caseId, ...registered } = await office.submit({
      ...complete,
      papers: { ...complete.papers, incomeStatement: false, checkAuthorisations: [] },
      circumstances: ['out-of-area-filing'],
    });
    expect(registered).toMatchObject({ status: 'awaiting-documents', acceptedOn: null, dueOn: null });
    const codes = registered.missing.map(({ code }) => code);
    // A child does not authorise the check.
    expect(codes).toEqual(['paper:income-statement', 'paper:check-authorisation:m1']);
    const receipt = receiptViewSchema.parse(
      expectStatus(await office.client.get(niuzhuang.window, `/applications/${caseId}/receipt`), [200]),
    );
    expect(receipt).toMatchObject({
      title: '社会救助申请材料一次性告知书',
      missing: registered.missing.map(({ text }) => text),
    });

    await office.client.goTo('2026-03-05');
    const supplement = (papers: Submission['papers']) =>
      office.client.post(niuzhuang.window, `/applications/${caseId}/supplement`, { papers });
    const half = await supplement({ ...complete.papers, checkAuthorisations: [] });
    expect(half).toMatchObject({
      status: 422,
      body: { code: 'documents-still-missing', missing: [{ code: 'paper:check-authorisation:m1' }] },
    });
    expect((await office.view(caseId)).status).toBe('awaiting-documents');

    await office.client.goTo('2026-03-07');
    expect(await supplement(complete.papers)).toMatchObject({ status: 200, body: { status: 'in-review' } });
    // Saturday is day 0; filed outside the area: 45 working days.
    expect(await office.view(caseId)).toMatchObject({
      registeredOn: '2026-03-02',
      acceptedOn: '2026-03-07',
      totalDays: 45,
      dueOn: '2026-05-13',
      missing: [],
    });
    expect(await supplement(complete.papers)).toMatchObject({ status: 409, body: { code: 'not-awaiting-documents' } });
    const investigation = await office.client.openTask(niuzhuang.window, caseId, 'household-investigation');
    expect(investigation.startLimit).toMatchObject({ from: '2026-03-07', dueOn: '2026-03-11' });
    const types = (await office.events(caseId)).items.map(({ type }) => type);
    expect(types.slice(0, 3)).toEqual(['application-registered', 'application-supplemented', 'application-accepted']);
  });

  it('wait for facts that a verdict turns on; papers and facts are told together', async () => {
    const office = await officeAt('2026-03-02');
    const complete = build(office, families.workingPoor);
    const [worker, child] = complete.facts.members;
    const { incomes, ...silent } = worker!;
    const { residence, ...elsewhere } = complete.facts;
    const { caseId, missing, preview } = await office.submit({
      ...complete,
      facts: { ...elsewhere, members: [silent, child!] },
      papers: { ...complete.papers, purposeNotice: false },
    });
    expect(preview.outcome).toBe('waiting');
    expect(missing.map(({ code }) => code).sort()).toEqual([
      'fact:household:residence',
      'fact:m1:incomes',
      'paper:purpose-notice',
    ]);
    const supplement = (findings: object) =>
      office.client.post(niuzhuang.window, `/applications/${caseId}/supplement`, { papers: complete.papers, findings });
    const half = await supplement({ residence });
    expect(half).toMatchObject({ status: 422, body: { missing: [{ code: 'fact:m1:incomes' }] } });
    const all = await supplement({ residence, members: [{ memberId: 'm1', incomes }] });
    expect(all).toMatchObject({ status: 200, body: { status: 'in-review' } });
    await office.lookInto(caseId);
    await office.client.openTask(niuzhuang.window, caseId, 'township-opinion');
    expect((await office.view(caseId)).recommended).toEqual(['dibao']);
  });

  it('hold nobody up who has told and declared everything but never came back', async () => {
    const office = await officeAt('2026-03-02');
    const complete = build(office, families.workingPoor);
    const { caseId } = await office.submit({ ...complete, papers: { ...complete.papers, application: false } });
    await office.client.passDays(100);
    expect(await office.view(caseId)).toMatchObject({ status: 'awaiting-documents', isOverdue: false });
    expect(await office.tasks(caseId)).toEqual([]);
  });

  it('do not fix the rules: those of the day of the decision govern', async () => {
    const office = await officeAt('2025-12-15');
    // Until the end of 2025 the basic pension does not count for 低保; from 2026 it does.
    const couple = build(office, families.justAboveTheLine, { requestedTier: 'dibao' });
    const able = {
      relation: 'child',
      birthDate: '1985-01-01',
      status: 'none',
      monthlyIncomeFen: 500_000,
      assetsWithinRule: true,
      disability: { kind: 'none' },
      incapacity: 'none',
    } as const;
    couple.family.members = couple.family.members.slice(0, 2);
    couple.papers.checkAuthorisations = ['m1', 'm2'];
    couple.family.members[0]!.idNumber = fictitiousIdNumber('1960-01-01', nextFamily());
    couple.family.members[1]!.idNumber = fictitiousIdNumber('1962-01-01', nextFamily());
    couple.facts.members = couple.facts.members.slice(0, 2).map((member) => ({
      ...member,
      employed: false,
      incomes: [{ kind: 'basic-pension', monthlyFen: 100_000 }],
      obligors: [able],
    }));
    const { caseId, householdId, preview } = await office.submit(couple);
    expect(preview.tiers).toEqual(['dibao']);
    await office.toConfirmation(caseId);
    await office.client.goTo('2026-01-05');
    const task = await office.client.openTask(niuzhuang.window, caseId, 'confirmation');
    const held = expectStatus(await office.client.claim(niuzhuang.confirmer, task), [200]) as typeof task;
    const decide = (outcome: string) =>
      office.client.decide(niuzhuang.confirmer, held, { kind: 'confirmation', outcome, reason: '意见(演示)' });
    expect(await decide('confirm')).toMatchObject({ status: 409, body: { code: 'classification-changed' } });
    expect(await decide('return')).toMatchObject({ status: 200 });
    // Nothing can be confirmed before the file is judged anew.
    await office.opinion(caseId, 'reinvestigate', 2);
    await office.lookInto(caseId, 3);
    await office.opinion(caseId, 'confirm', 3);
    await office.passNotice(caseId, 3);
    await office.confirm(caseId, {}, 3);
    await office.client.reaches(niuzhuang.window, caseId, 'granted');
    const { entries } = await office.client.chain(niuzhuang.window, householdId);
    expect(entries).toMatchObject([{ tier: 'dibao-marginal' }, { tier: 'dibao-marginal' }]);
  });

  it('do not decide: under a notice that has run out nobody confirms, nothing is refused, and the case waits', async () => {
    const office = await officeAt('2029-07-20');
    const { caseId } = await office.submit(build(office, families.workingPoor));
    await office.toConfirmation(caseId);
    await office.client.goTo('2029-08-02');
    const late = await office.submit(build(office, families.workingPoor));
    expect(late).toMatchObject({ status: 'in-review', preview: { outcome: 'not-in-force', tiers: [] } });
    await office.lookInto(late.caseId);
    const task = await office.client.openTask(niuzhuang.window, caseId, 'confirmation');
    const held = expectStatus(await office.client.claim(niuzhuang.confirmer, task), [200]) as typeof task;
    for (const outcome of ['confirm', 'refuse']) {
      const answer = await office.client.decide(niuzhuang.confirmer, held, {
        kind: 'confirmation',
        outcome,
        reason: '意见',
      });
      expect(answer).toMatchObject({ status: 409, body: { code: 'rules-not-in-force' } });
    }
    await office.client.passDays(300);
    for (const id of [caseId, late.caseId]) expect((await office.view(id)).status).toBe('in-review');
    const attempts = (await office.events(late.caseId)).items.filter(({ type }) => type === 'execution-restarted');
    expect(attempts.length).toBeLessThanOrEqual(2);
  });
});
