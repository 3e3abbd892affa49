import { describe, expect, it } from 'vitest';
import { supplementSchema } from '../../../functions/contracts/applications.ts';
import { supplementApplication } from '../../../functions/usecases/supplement-application.ts';
import { caseHead } from '../../support/case-head.ts';
import { houseOfOne, request } from '../../support/house-of-one.ts';
import { member, urban } from '../domain/classification/household.ts';

describe('what is handed in later', () => {
  it('is added to what was handed in at the window and declared there', async () => {
    const { acceptedOn: _, ...waiting } = caseHead({
      status: 'awaiting-documents',
      toldMissing: ['paper:income-statement'],
      nearRelative: true,
      recused: ['aunt'],
    });
    const aunt = { memberId: 'm1', handler: 'aunt', relation: '姨' };
    const uncle = { memberId: 'm1', handler: 'uncle', relation: '舅' };
    const papers = { application: true, purposeNotice: true, checkAuthorisations: ['m1'], incomeStatement: false };
    const house = houseOfOne({
      head: waiting,
      facts: JSON.parse(JSON.stringify(urban(member(1)))),
      sealed: {
        intake: { papers, nearRelatives: { declared: true, relatives: [aunt] }, circumstances: [], lacks: [] },
      },
    });
    const none = { application: false, purposeNotice: false, checkAuthorisations: [] };
    const outcome = await supplementApplication(house, {
      ...request(waiting),
      supplement: supplementSchema.parse({
        papers: { ...none, incomeStatement: true },
        nearRelatives: { declared: true, relatives: [uncle] },
      }),
    });
    expect(outcome).toMatchObject({ kind: 'case-changed', status: 'in-review' });
    const [change] = house.commits;
    expect(change?.next).toMatchObject({ recused: ['aunt', 'uncle'] });
    expect(change?.sealed).toMatchObject([
      {
        name: 'intake',
        content: { papers: { ...papers, incomeStatement: true }, nearRelatives: { relatives: [aunt, uncle] } },
      },
    ]);
  });
});
