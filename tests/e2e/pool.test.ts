import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { families } from '../../local/demo/families.ts';
import { Office } from '../../local/demo/office.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import { isOwnTown, nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

const window = 'window-niuzhuang';

let town: Town;
beforeAll(async () => {
  town = await startTown();
});
afterAll(() => town.close());

interface Listed {
  readonly caseId: string;
  readonly ground: string;
  readonly until: string | null;
}

async function watched(caseId: string): Promise<readonly Listed[]> {
  const answer = await town.client.get('county-dongying', '/monitoring-pool?area=370502&limit=200');
  const { items } = expectStatus(answer, [200]) as { readonly items: readonly Listed[] };
  return items.filter((item) => item.caseId === caseId);
}

async function refused(office: Office, submission: Parameters<Office['submit']>[0]) {
  const { caseId, householdId } = await office.submit(submission);
  await office.lookInto(caseId);
  await office.opinion(caseId, 'refuse');
  await office.confirm(caseId, { outcome: 'refuse', reason: '家庭收入超过标准(演示)' });
  await office.deliverLetter(caseId);
  await town.client.reaches(window, caseId, 'refused');
  return { caseId, householdId };
}

describe('the monitoring pool', () => {
  it('puts a refused family before its township once a year, and keeps it on the list', async () => {
    const office = new Office(town.client);
    const { caseId } = await refused(office, families.workingPoor.build({ area: '370502100', sequence: nextFamily() }));
    const [entry] = await watched(caseId);
    expect(entry).toMatchObject({ ground: 'refused', until: null });
    if (!isOwnTown) return;
    await town.client.passDays(366);
    const { items } = await office.events(caseId);
    expect(items.filter(({ type }) => type === 'pool-look-due')).toHaveLength(2);
    expect(await watched(caseId)).not.toEqual([]);
  });

  it('lets go of a family that is recognised later, in the very determination', async () => {
    const office = new Office(town.client);
    const submission = families.workingPoor.build({ area: '370502100', sequence: nextFamily() });
    const first = await refused(office, submission);
    expect(await watched(first.caseId)).not.toEqual([]);
    const { caseId } = await office.submit(submission);
    await office.toConfirmation(caseId);
    await office.confirm(caseId);
    await town.client.reaches(window, caseId, 'granted');
    expect(await watched(first.caseId)).toEqual([]);
    const chain = await town.client.chain(window, first.householdId);
    expect(chain.gaps).toEqual([]);
    const stays = chain.pool as readonly { readonly until?: string }[];
    expect(stays.every(({ until }) => until !== undefined)).toBe(true);
  });
});
