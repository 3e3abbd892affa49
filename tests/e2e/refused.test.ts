import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { letterViewSchema, poolViewSchema } from '../../functions/contracts/views.ts';
import { families } from '../../local/demo/families.ts';
import { niuzhuang, Office } from '../../local/demo/office.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import { isOwnTown, nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

describe('an application that is refused', () => {
  let town: Town;
  let office: Office;
  beforeAll(async () => {
    town = await startTown();
    office = new Office(town.client);
  });
  afterAll(() => town.close());

  const letterOf = async (caseId: string) =>
    town.client.get(niuzhuang.window, `/applications/${caseId}/refusal-letter`);

  it('goes on to 低保边缘 when the county refuses 低保, without asking anything twice', async () => {
    const submission = families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() });
    const { caseId, householdId, dueOn } = await office.submit(submission);
    await office.toConfirmation(caseId);
    await office.confirm(caseId, { outcome: 'next-tier', reason: '另有隐性收入,不符合低保条件(演示)' });
    // The lower tier has its own notice, the first has been held for 低保.
    await office.opinion(caseId, 'confirm', 2);
    await office.passNotice(caseId, 2);
    await office.confirm(caseId, {}, 2);
    const view = await town.client.reaches(niuzhuang.window, caseId, 'granted');
    expect(view).toMatchObject({ recommended: ['dibao-marginal'], dueOn });
    const kinds = (await office.tasks(caseId)).map(({ kind }) => kind);
    expect(kinds).not.toContain('supply-facts');
    expect(kinds.filter((kind) => kind === 'household-investigation' || kind === 'information-check')).toHaveLength(2);
    const { entries, refusals, pool } = await town.client.chain(niuzhuang.window, householdId);
    expect(entries).toMatchObject([{ tier: 'dibao-marginal' }, { tier: 'dibao-marginal' }]);
    expect({ refusals, pool }).toEqual({ refusals: [], pool: [] });
  });

  it('is watched in the pool from the day of the decision, and the letter is out within three working days', async () => {
    const submission = families.nobodyFits.build({ area: niuzhuang.area, sequence: nextFamily() });
    const { caseId, householdId, preview } = await office.submit(submission);
    expect(preview).toEqual({ outcome: 'none', tiers: [] });
    await office.lookInto(caseId);
    await office.opinion(caseId, 'refuse');
    const { today } = await town.client.clock();
    await office.confirm(caseId, { outcome: 'refuse', reason: '家庭收入、财产均超过标准(演示)' });
    await town.client.reaches(niuzhuang.window, caseId, 'refused');

    const task = await town.client.openTask(niuzhuang.window, caseId, 'refusal-letter');
    const letter = letterViewSchema.parse(expectStatus(await letterOf(caseId), [200]));
    expect(letter).toMatchObject({ to: '徐演示', on: today, deliverBy: task.finishLimit?.dueOn });
    expect(letter.paragraphs.join('')).toContain('家庭收入、财产均超过标准(演示)');
    expect(letter.paragraphs.join('')).toContain('行政复议');
    expect(task.finishLimit).toMatchObject({ from: today, limitId: 'dibao.refusal-letter' });

    await town.client.passDays(1);
    await office.deliverLetter(caseId);
    const delivered = (await office.tasks(caseId)).find(({ kind }) => kind === 'refusal-letter');
    expect(delivered).toMatchObject({ status: 'DECIDED', isOverdue: false });

    const chain = await town.client.chain(niuzhuang.window, householdId);
    expect(chain).toMatchObject({ entries: [], gaps: [], isVerified: true });
    expect(chain.refusals).toMatchObject([{ caseId, on: today }]);
    expect(chain.pool).toHaveLength(2);
    const pool = await town.client.get(niuzhuang.reviewer, `/monitoring-pool?area=${niuzhuang.area}&limit=200`);
    const watched = poolViewSchema.parse(expectStatus(pool, [200])).items.filter((entry) => entry.caseId === caseId);
    const entry = { ground: 'refused', enteredOn: today, until: null };
    expect(watched).toMatchObject([entry, entry]);
  });

  it('says nothing of a letter before there is one', async () => {
    const { caseId } = await office.submit(
      families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() }),
    );
    expect(await letterOf(caseId)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it('may be filed anew once it is over', async () => {
    const submission = families.nobodyFits.build({ area: niuzhuang.area, sequence: nextFamily() });
    const first = await office.submit(submission);
    await office.lookInto(first.caseId);
    await office.opinion(first.caseId, 'refuse');
    await office.confirm(first.caseId, { outcome: 'refuse' });
    await town.client.reaches(niuzhuang.window, first.caseId, 'refused');
    const second = await office.submit(submission);
    expect(second).toMatchObject({ householdId: first.householdId, status: 'in-review' });
  });

  it.skipIf(!isOwnTown)(
    'is late, and recorded as late once, when nobody acts; time alone decides nothing',
    async () => {
      const other = await startTown();
      try {
        const desk = new Office(other.client);
        const { caseId } = await desk.submit(
          families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() }),
        );
        await other.client.openTask(niuzhuang.window, caseId, 'information-check');
        await other.client.passDays(400);
        await other.client.passDays(10);
        const view = await desk.view(caseId);
        expect(view).toMatchObject({ status: 'in-review', stage: 'Investigate', isOverdue: true });
        const types = (await desk.events(caseId)).items.map(({ type }) => type);
        expect(types.filter((type) => type === 'total-exceeded')).toHaveLength(1);
        expect(types.filter((type) => type === 'limit-exceeded')).toHaveLength(2);
      } finally {
        await other.close();
      }
    },
  );
});
