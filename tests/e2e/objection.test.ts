import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { families } from '../../local/demo/families.ts';
import type { InventedFamily } from '../../local/demo/families.ts';
import { niuzhuang, Office } from '../../local/demo/office.ts';
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
    expect(await shown('张演示')).toBe(1);

    await office.fileObjection(caseId);
    expect(await shown('张演示')).toBe(0);
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
    expect(await shown('李演示')).toBe(1);
    await office.passNotice(caseId, 2);
    expect(await shown('李演示')).toBe(0);
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
