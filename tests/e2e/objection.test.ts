import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { families } from '../../local/demo/families.ts';
import type { InventedFamily } from '../../local/demo/families.ts';
import { niuzhuang, Office } from '../../local/demo/office.ts';
import { fictitiousIdNumber } from '../../local/demo/people.ts';
import { isOwnTown, nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

describe.skipIf(!isOwnTown)('an objection during the public notice', () => {
  let town: Town;
  let office: Office;
  beforeAll(async () => {
    town = await startTown({ startAt: '2026-03-02' });
    office = new Office(town.client);
  });
  afterAll(() => town.close());

  const toNotice = async (family: InventedFamily) => {
    const registered = await office.submit(family.build({ area: niuzhuang.area, sequence: nextFamily() }));
    await office.lookInto(registered.caseId);
    await office.opinion(registered.caseId);
    const notice = await town.client.openTask(niuzhuang.window, registered.caseId, 'public-notice');
    return { ...registered, notice };
  };

  const shown = async (name: string) =>
    (await town.client.notices('370502')).filter(({ fields }) => fields['applicantName'] === name).length;

  it('ends the notice at once, leads to a new investigation and gives the case 45 working days', async () => {
    const { caseId, dueOn, notice } = await toNotice(families.workingPoor);
    expect({ dueOn, until: notice.finishLimit?.dueOn }).toEqual({ dueOn: '2026-04-14', until: '2026-03-09' });
    await expect.poll(() => shown('张演示')).toBe(1);

    await office.fileObjection(caseId);
    await expect.poll(() => shown('张演示')).toBe(0);
    const extended = { totalDays: 45, dueOn: '2026-05-08', circumstances: ['notice-objection'] };
    expect(await office.view(caseId)).toMatchObject(extended);
    const review = await town.client.openTask(niuzhuang.window, caseId, 'objection-review');
    expect(review.finishLimit).toMatchObject({ from: '2026-03-02', dueOn: '2026-03-23' });

    await office.reviewObjection(caseId, {
      findings: { members: [{ memberId: 'm1', incomes: [{ kind: 'wage', monthlyFen: 90_000 }] }] },
    });
    // 低保 is not posted a second time.
    expect(await office.opinion(caseId, 'confirm', 2)).toMatchObject({ outcome: 'confirm-without-notice' });
    await office.confirm(caseId, {}, 2);
    expect(await town.client.reaches(niuzhuang.window, caseId, 'granted')).toMatchObject(extended);
    const types = (await office.events(caseId)).items.map(({ type }) => type);
    expect(types.filter((type) => type === 'objection-received' || type === 'objection-reviewed')).toHaveLength(2);
  });

  it('may come in until the end of the seventh day, and no later', async () => {
    const other = await startTown({ startAt: '2026-03-02' });
    try {
      const desk = new Office(other.client);
      const file = async () => {
        const { caseId } = await desk.submit(
          families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() }),
        );
        await desk.lookInto(caseId);
        await desk.opinion(caseId);
        await other.client.openTask(niuzhuang.window, caseId, 'public-notice');
        return caseId;
      };
      const early = await file();
      const late = await file();
      expect(await other.client.goTo('2026-03-09')).toMatchObject({ noticesEnded: 0 });
      await desk.fileObjection(early);
      expect(await other.client.goTo('2026-03-10')).toMatchObject({ noticesEnded: 1 });
      const objection = await other.client.post(niuzhuang.window, `/applications/${late}/objections`, {
        reason: '不实',
      });
      expect(objection).toMatchObject({ status: 409, body: { code: 'no-notice-open' } });
      // It ended when its last day did, not when somebody looked.
      const ended = (await desk.events(late)).items.find(({ type }) => type === 'notice-ended');
      expect(new Date(ended!.at).toISOString()).toBe('2026-03-09T16:00:00.000Z');
    } finally {
      await other.close();
    }
  });

  it('is about a notice that shows a name, a number and an amount, and nothing else', async () => {
    const { caseId } = await toNotice(families.disabledInMarginal);
    await expect.poll(() => shown('杨演示')).toBe(1);
    const notices = await town.client.notices(niuzhuang.area);
    const [notice] = notices.filter(({ fields }) => fields['applicantName'] === '杨演示');
    expect(notice?.fields).toEqual({ applicantName: '杨演示', memberCount: 3, monthlyFen: 93_000 });
    // Neither number, address nor anybody else's name.
    expect(JSON.stringify(notices)).not.toMatch(/999\d{15}|演示村|黄演示|杨小演/);
    expect(JSON.stringify(notices)).not.toContain(caseId);
  });

  it('cannot be filed against a minor, who is never posted', async () => {
    const { area } = niuzhuang;
    const submission = families.elderAlone.build({ area, sequence: nextFamily() });
    const [child] = submission.family.members;
    child!.name = '孤儿演示';
    child!.idNumber = fictitiousIdNumber('2014-05-06', nextFamily());
    Object.assign(submission.facts.members[0]!, { incomes: [], study: 'compulsory', childScheme: 'none' });
    const { caseId } = await office.submit(submission);
    await office.lookInto(caseId);
    expect(await office.opinion(caseId)).toMatchObject({ outcome: 'confirm-without-notice' });
    expect(await shown('孤儿演示')).toBe(0);
    await office.confirm(caseId);
    expect((await town.client.reaches(niuzhuang.window, caseId, 'granted')).recommended).toEqual(['destitute']);
    expect((await office.tasks(caseId)).map(({ kind }) => kind)).not.toContain('public-notice');
  });

  it('tells in the deadline why the date moved', async () => {
    const { caseId } = await toNotice(families.workingPoor);
    await office.fileObjection(caseId);
    const { why, dueOn } = await town.client.deadline(niuzhuang.window, caseId);
    expect(dueOn).toBe('2026-05-08');
    expect(why.join('\n')).toMatch(/2026-03-02因“.+”延长至45个工作日/);
    expect(why.join('\n')).toContain('劳动节');
  });

  it('takes what the review found into the next classification', async () => {
    const { caseId, householdId } = await toNotice(families.workingPoor);
    await office.fileObjection(caseId);
    await office.reviewObjection(caseId, {
      conclusion: 'upheld',
      findings: { members: [{ memberId: 'm1', incomes: [{ kind: 'wage', monthlyFen: 200_000 }] }] },
    });
    // 2000.00 for two is above 930.00 × 2 and below one and a half times it.
    await office.opinion(caseId, 'confirm', 2);
    await office.passNotice(caseId, 2);
    await office.confirm(caseId, {}, 2);
    await town.client.reaches(niuzhuang.window, caseId, 'granted');
    const { entries } = await town.client.chain(niuzhuang.window, householdId);
    expect(entries).toMatchObject([{ tier: 'dibao-marginal' }, { tier: 'dibao-marginal' }]);
  });

  it('has a second notice for 特困, which may be objected to again', async () => {
    const { caseId } = await toNotice(families.elderAlone);
    await office.fileObjection(caseId);
    await office.reviewObjection(caseId);
    expect(await office.opinion(caseId, 'confirm', 2)).toMatchObject({ outcome: 'confirm' });
    const second = await town.client.openTask(niuzhuang.window, caseId, 'public-notice', 2);
    expect(second.taskId).toBe(`${caseId}.public-notice.2`);
    await expect.poll(() => shown('李演示')).toBe(1);
    await office.passNotice(caseId, 2);
    await expect.poll(() => shown('李演示')).toBe(0);
    await office.confirm(caseId, {}, 2);
    const view = await town.client.reaches(niuzhuang.window, caseId, 'granted');
    expect(view.recommended).toEqual(['destitute']);
  });

  it('is refused outside the notice period', async () => {
    const { caseId } = await office.submit(
      families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() }),
    );
    const answer = await town.client.post(niuzhuang.window, `/applications/${caseId}/objections`, { reason: '不实' });
    expect(answer).toMatchObject({ status: 409, body: { code: 'no-notice-open' } });
  });
});
