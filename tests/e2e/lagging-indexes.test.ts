import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { families } from '../../local/demo/families.ts';
import { niuzhuang, Office } from '../../local/demo/office.ts';
import { isOwnTown, nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';
import { outcomeOf } from '../support/story.ts';

/** The whole suite can be run so: `YIMEN_INDEX_LAG_MS=100 npx vitest run --project e2e`. */
describe.skipIf(!isOwnTown)('a town whose indexes follow the table late', () => {
  let prompt: Town;
  let late: Town;
  beforeAll(async () => {
    prompt = await startTown();
    late = await startTown({ indexLagMs: 150 });
  });
  afterAll(async () => {
    await prompt.close();
    await late.close();
  });

  const live = async ({ client }: Town) => {
    const office = new Office(client);
    const { caseId, householdId } = await office.submit(
      families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() }),
    );
    await office.toConfirmation(caseId);
    await office.confirm(caseId, { outcome: 'next-tier' });
    await office.opinion(caseId, 'confirm', 2);
    await office.passNotice(caseId, 2);
    await office.confirm(caseId, { outcome: 'refuse' }, 2);
    await client.reaches(niuzhuang.window, caseId, 'refused');
    await client.passDays(30);
    await office.deliverLetter(caseId);
    return outcomeOf(client, niuzhuang.window, caseId, householdId);
  };

  it('lives a case as a prompt one does: notices end, limits are seen, nothing is done twice', async () => {
    const [wanted, found] = await Promise.all([live(prompt), live(late)]);
    expect(found).toEqual(wanted);
    expect(found.story.filter((line) => line.startsWith('notice-ended'))).toHaveLength(2);
    expect(found.story.filter((line) => line.startsWith('limit-exceeded'))).toHaveLength(1);
  });
});
