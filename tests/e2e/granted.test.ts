import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { families } from '../../local/demo/families.ts';
import type { InventedFamily } from '../../local/demo/families.ts';
import { niuzhuang, Office } from '../../local/demo/office.ts';
import { nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

describe('an application from the window to the chain', () => {
  let town: Town;
  let office: Office;
  beforeAll(async () => {
    town = await startTown();
    office = new Office(town.client);
  });
  afterAll(() => town.close());

  const file = (family: InventedFamily) =>
    office.submit(family.build({ area: niuzhuang.area, sequence: nextFamily() }));

  it('approves 低保 and puts it on the chain from the next month', async () => {
    const { caseId, householdId, status, missing, preview } = await file(families.workingPoor);
    expect({ status, missing, preview }).toEqual({
      status: 'in-review',
      missing: [],
      preview: { outcome: 'recommended', tiers: ['dibao'] },
    });
    await office.toConfirmation(caseId);
    await office.confirm(caseId);
    const view = await town.client.reaches(niuzhuang.window, caseId, 'granted');
    expect(view.recommended).toEqual(['dibao']);
    const chain = await town.client.chain(niuzhuang.window, householdId);
    // 930.00 × 2 − 800.00
    expect(chain.entries).toMatchObject([
      { tier: 'dibao', route: 'household', monthlyFen: 106_000 },
      { tier: 'dibao', route: 'household', monthlyFen: 106_000 },
    ]);
    expect(chain).toMatchObject({ gaps: [], overlaps: [], refusals: [], isVerified: true });
  });
});
