import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { niuzhuang } from '../../local/demo/office.ts';
import { live, nextKey, START } from '../support/long-case.ts';
import type { Send } from '../support/long-case.ts';
import { outcomeOf } from '../support/story.ts';
import { isOwnTown, startTown, startTownProcess } from '../support/town.ts';
import type { TownProcess } from '../support/town.ts';

describe.skipIf(!isOwnTown)('a town that is killed after every answer', () => {
  let undisturbed: Awaited<ReturnType<typeof outcomeOf>>;
  let town: TownProcess;
  beforeAll(async () => {
    const twin = await startTown({ startAt: START });
    const { caseId, householdId } = await live(
      (request) => request(twin.client, nextKey()),
      () => twin.client,
    );
    undisturbed = await outcomeOf(twin.client, niuzhuang.window, caseId, householdId);
    await twin.close();
    town = await startTownProcess({ startAt: START });
  });
  afterAll(() => town.close());

  it('lives a case as an undisturbed twin does when it dies after every acknowledged request', async () => {
    let kills = 0;
    const send: Send = async (request) => {
      const answer = await request(town.client, nextKey());
      await town.killAndRestart();
      kills += 1;
      return answer;
    };
    const { caseId, householdId } = await live(send, () => town.client);
    expect(kills).toBeGreaterThan(20);
    expect(await outcomeOf(town.client, niuzhuang.window, caseId, householdId)).toEqual(undisturbed);
  });
});
