import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { families } from '../../local/demo/families.ts';
import type { InventedFamily } from '../../local/demo/families.ts';
import { niuzhuang, Office } from '../../local/demo/office.ts';
import { fictitiousIdNumber } from '../../local/demo/people.ts';
import { firstOfNextMonth } from '../../local/demo/termination-desk.ts';
import { nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

describe('an application that is granted', () => {
  let town: Town;
  let office: Office;
  beforeAll(async () => {
    town = await startTown();
    office = new Office(town.client);
  });
  afterAll(() => town.close());

  const file = (family: InventedFamily) =>
    office.submit(family.build({ area: niuzhuang.area, sequence: nextFamily() }));

  /** With so many members more: small children of the same household. */
  const large = (more: number) => {
    const submission = families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() });
    const like = submission.facts.members[1]!;
    const memberIds = Array.from({ length: more }, (_, index) => `m${index + 3}`);
    return {
      ...submission,
      facts: {
        ...submission.facts,
        members: [
          ...submission.facts.members,
          ...memberIds.map((memberId) => ({ ...like, memberId, relation: 'child' as const })),
        ],
      },
      family: {
        ...submission.family,
        members: [
          ...submission.family.members,
          ...memberIds.map((memberId) => ({
            memberId,
            name: `孩${memberId}`,
            idNumber: fictitiousIdNumber('2019-05-06', nextFamily()),
          })),
        ],
      },
      papers: {
        ...submission.papers,
        checkAuthorisations: [...submission.papers.checkAuthorisations, ...memberIds],
      },
    };
  };

  const granted = (caseId: string) => town.client.reaches(niuzhuang.window, caseId, 'granted');
  const kindsOf = async (caseId: string) => (await office.tasks(caseId)).map(({ kind, round }) => `${kind}.${round}`);
  const typesOf = async (caseId: string) => (await office.events(caseId)).items.map(({ type }) => type);

  it('may have twenty-two members, refused and granted, and no more', async () => {
    const submission = large(20);
    const first = await office.submit(submission);
    await office.lookInto(first.caseId);
    await office.opinion(first.caseId, 'refuse');
    await office.confirm(first.caseId, { outcome: 'refuse', reason: '收入超过标准(演示)' });
    await office.deliverLetter(first.caseId);
    await town.client.reaches(niuzhuang.window, first.caseId, 'refused');
    const { caseId } = await office.submit(submission);
    await office.toConfirmation(caseId);
    await office.confirm(caseId);
    await granted(caseId);
    const answer = await town.client.post(niuzhuang.window, '/applications', large(21));
    expect(answer).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/family/members', message: '一次最多登记22名家庭成员' }] },
    });
  });

  it('approves 低保 and puts it on the chain from the next month', async () => {
    const { caseId, householdId, status, missing, preview } = await file(families.workingPoor);
    expect({ status, missing, preview }).toEqual({
      status: 'in-review',
      missing: [],
      preview: { outcome: 'recommended', tiers: ['dibao'] },
    });
    await office.toConfirmation(caseId);
    const { today } = await town.client.clock();
    await office.confirm(caseId);
    expect((await granted(caseId)).recommended).toEqual(['dibao']);
    const chain = await town.client.chain(niuzhuang.window, householdId);
    // 930.00 × 2 − 800.00
    const aid = { tier: 'dibao', route: 'household', monthlyFen: 106_000, from: firstOfNextMonth(today) };
    expect(chain.entries).toMatchObject([aid, aid]);
    expect(chain).toMatchObject({ gaps: [], overlaps: [], refusals: [], isVerified: true });
    const types = await typesOf(caseId);
    // Investigation and information check go side by side, each from its opening on.
    expect(types.slice(2, 8).toSorted()).toEqual([
      'information-checked',
      'investigation-recorded',
      'task-claimed',
      'task-claimed',
      'task-opened',
      'task-opened',
    ]);
    expect(types.toSpliced(2, 6)).toEqual([
      'application-registered',
      'application-accepted',
      'classified',
      'task-opened',
      'task-claimed',
      'township-opinion',
      'task-opened',
      'notice-posted',
      'notice-ended',
      'task-opened',
      'task-claimed',
      'county-decision',
      'determined',
    ]);
  });

  it('finds 特困 first though the family asked for 低保', async () => {
    const { caseId, householdId, preview } = await file(families.elderAlone);
    expect(preview.tiers).toEqual(['destitute']);
    await office.toConfirmation(caseId);
    await office.confirm(caseId);
    expect(await granted(caseId)).toMatchObject({ requestedTier: 'dibao', recommended: ['destitute'] });
    const { entries } = await town.client.chain(niuzhuang.window, householdId);
    // Basic 1395.00 a month; the care band is published by the year and stays so.
    expect(entries).toMatchObject([{ tier: 'destitute', route: 'person', monthlyFen: 139_500 }]);
  });

  it('takes a jobless severely disabled adult of a better-off family in as 参照单人户', async () => {
    const { caseId, householdId } = await file(families.disabledSon);
    await office.toConfirmation(caseId);
    await office.confirm(caseId);
    await granted(caseId);
    const { entries } = await town.client.chain(niuzhuang.window, householdId);
    expect(entries).toMatchObject([{ tier: 'dibao', route: 'reference-single', monthlyFen: 93_000 }]);
  });

  it('takes the disabled member of a 低保边缘 family in alone and recognises the rest', async () => {
    const { caseId, householdId } = await file(families.disabledInMarginal);
    await office.toConfirmation(caseId);
    await office.confirm(caseId);
    await granted(caseId);
    const { entries, overlaps } = await town.client.chain(niuzhuang.window, householdId);
    expect(entries).toHaveLength(3);
    expect(entries).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ tier: 'dibao', route: 'single-inclusion', monthlyFen: 93_000 }),
        expect.objectContaining({ tier: 'dibao-marginal', route: 'household' }),
      ]),
    );
    expect(overlaps).toEqual([]);
  });

  it('recognises 刚性支出 for twelve months without any public notice', async () => {
    const { caseId, householdId } = await file(families.highMedicalSpending);
    await office.lookInto(caseId);
    expect(await office.opinion(caseId)).toMatchObject({ outcome: 'confirm-without-notice' });
    const { today } = await town.client.clock();
    await office.confirm(caseId);
    await granted(caseId);
    expect(await kindsOf(caseId)).not.toContain('public-notice.1');
    expect(await typesOf(caseId)).not.toContain('notice-posted');
    const from = firstOfNextMonth(today);
    const until = `${Number(from.slice(0, 4)) + 1}${from.slice(4)}`;
    const { entries } = await town.client.chain(niuzhuang.window, householdId);
    expect(entries).toHaveLength(3);
    expect(entries[0]).toMatchObject({ tier: 'rigid-expenditure', from, until });
  });

  it('gives the file back to the township once and keeps the notice that was held', async () => {
    const { caseId } = await file(families.workingPoor);
    await office.toConfirmation(caseId);
    await office.confirm(caseId, { outcome: 'return', reason: '材料不全,退回补充(演示)' });
    expect(await office.opinion(caseId, 'confirm', 2)).toMatchObject({ outcome: 'confirm-without-notice' });
    await office.confirm(caseId, {}, 2);
    await granted(caseId);
    const [one, other, ...rest] = await kindsOf(caseId);
    // Side by side.
    expect(new Set([one, other])).toEqual(new Set(['household-investigation.1', 'information-check.1']));
    expect(rest).toEqual([
      'township-opinion.1',
      'public-notice.1',
      'confirmation.1',
      'township-opinion.2',
      'confirmation.2',
    ]);
  });

  it('investigates anew when the township sends the file back to its investigators', async () => {
    const { caseId } = await file(families.workingPoor);
    await office.lookInto(caseId);
    await office.opinion(caseId, 'reinvestigate');
    await office.lookInto(caseId, 2);
    await office.opinion(caseId, 'confirm', 2);
    await office.passNotice(caseId, 2);
    await office.confirm(caseId, {}, 2);
    expect((await granted(caseId)).round).toBe(2);
  });

  it('shows on the chain when the same people are given the same aid twice', async () => {
    const submission = families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() });
    const cases: string[] = [];
    let householdId = '';
    for (let time = 0; time < 2; time += 1) {
      const registered = await office.submit(submission);
      await office.toConfirmation(registered.caseId);
      await office.confirm(registered.caseId);
      await granted(registered.caseId);
      cases.push(registered.caseId);
      householdId = registered.householdId;
    }
    const { entries, overlaps, isVerified } = await town.client.chain(niuzhuang.window, householdId);
    expect({ entries: entries.length, isVerified }).toEqual({ entries: 4, isVerified: true });
    expect(overlaps).toHaveLength(2);
    expect(overlaps[0]).toMatchObject({ tiers: ['dibao', 'dibao'], caseIds: expect.arrayContaining(cases) });
  });

  it('asks for a fact that a verdict turns on once, and the ladder waits for it', async () => {
    const submission = families.elderAlone.build({ area: niuzhuang.area, sequence: nextFamily() });
    const [elder] = submission.facts.members;
    // Whether somebody is obliged to support him is what officials find out, so the window accepts without it.
    delete elder!.obligors;
    const { caseId, status } = await office.submit(submission);
    expect(status).toBe('in-review');
    await office.lookInto(caseId);
    await town.client.handle(niuzhuang.window, caseId, {
      kind: 'supply-facts',
      findings: { members: [{ memberId: 'm1', obligors: [] }] },
    });
    await office.opinion(caseId, 'confirm', 2);
    expect((await office.view(caseId)).recommended).toEqual(['destitute']);
  });
});
