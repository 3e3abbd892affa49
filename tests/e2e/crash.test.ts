import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registeredSchema } from '../../functions/contracts/outcomes.ts';
import { families } from '../../local/demo/families.ts';
import { niuzhuang } from '../../local/demo/office.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import type { TypedDecision } from '../../local/demo/town-client.ts';
import { confirm, live, looks, nextKey, opinion, START } from '../support/long-case.ts';
import type { Send } from '../support/long-case.ts';
import { outcomeOf } from '../support/story.ts';
import { isOwnTown, nextFamily, startTown, startTownProcess } from '../support/town.ts';
import type { TownProcess } from '../support/town.ts';

describe.skipIf(!isOwnTown)('a town that is killed', () => {
  let undisturbed: Awaited<ReturnType<typeof outcomeOf>>;
  const towns: TownProcess[] = [];
  const newTown = async (): Promise<TownProcess> => {
    const town = await startTownProcess({ startAt: START });
    towns.push(town);
    return town;
  };
  beforeAll(async () => {
    const twin = await startTown({ startAt: START });
    const { caseId, householdId } = await live(
      (request) => request(twin.client, nextKey()),
      () => twin.client,
    );
    undisturbed = await outcomeOf(twin.client, niuzhuang.window, caseId, householdId);
    await twin.close();
  });
  afterAll(async () => {
    for (const town of towns) await town.close();
  });

  it.concurrent('lives a case as an undisturbed twin does when it dies after every acknowledged request', async () => {
    const town = await newTown();
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

  it.concurrent('does once what was asked again after it died in the middle of a request', async () => {
    const town = await newTown();
    let lost = 0;
    let requestNumber = 0;
    const send: Send = async (request) => {
      const key = nextKey();
      // Some die before the write, some after it, some after the answer.
      requestNumber += 1;
      const wait = (requestNumber * 7) % 12;
      const first = request(town.client, key).then(
        () => 'answered',
        () => 'lost',
      );
      await new Promise((resolve) => setTimeout(resolve, wait));
      await town.killAndRestart();
      if ((await first) === 'lost') lost += 1;
      return request(town.client, key);
    };
    const { caseId, householdId } = await live(send, () => town.client);
    expect(lost).toBeGreaterThan(0);
    expect(await outcomeOf(town.client, niuzhuang.window, caseId, householdId)).toEqual(undisturbed);
  });

  it.concurrent('loses and repeats nothing when it dies again and again under forty families', async () => {
    const town = await newTown();
    /** Asks until there is an answer, as a client does that gets none. */
    const insist = async <T>(ask: () => Promise<T | undefined>): Promise<T> => {
      for (;;) {
        const answer = await ask().catch((error: unknown) => {
          if (error instanceof TypeError) return undefined;
          throw error;
        });
        if (answer !== undefined) return answer;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    const { window, reviewer, checker, confirmer } = niuzhuang;
    const family = async () => {
      const submission = families.highMedicalSpending.build({ area: niuzhuang.area, sequence: nextFamily() });
      const once = { 'idempotency-key': nextKey() };
      const filed = await insist(() => town.client.post(window, '/applications', submission, once));
      const { caseId } = registeredSchema.parse(expectStatus(filed, [201]));
      const handle = async (by: string, decision: TypedDecision) => {
        const task = await insist(async () =>
          (await town.client.tasks(window, caseId)).find(
            ({ kind, status }) => kind === decision.kind && status === 'OPEN',
          ),
        );
        const [claim, decide] = [{ 'idempotency-key': nextKey() }, { 'idempotency-key': nextKey() }];
        expectStatus(await insist(() => town.client.claim(by, task, claim)), [200]);
        const held = { ...task, version: task.version + 1 };
        expectStatus(await insist(() => town.client.decide(by, held, decision, decide)), [200]);
      };
      for (const { by, decision } of looks) await handle(by, decision);
      await handle(reviewer, opinion);
      await handle(confirmer, confirm('confirm'));
      await insist(async () =>
        (await town.client.application(window, caseId)).status === 'granted' ? true : undefined,
      );
      const { items, isVerified } = await insist(() => town.client.events(window, caseId));
      return `${isVerified} ${items.map(({ type }) => type).join()}`;
    };
    let isOver = false;
    let kills = 0;
    const killing = (async () => {
      while (!isOver) {
        // Long enough for a new process to do some work, and no more.
        await new Promise((resolve) => setTimeout(resolve, 400 + 150 * (kills % 4)));
        await town.killAndRestart();
        kills += 1;
      }
    })();
    await Promise.all([window, reviewer, checker, confirmer].map((user) => insist(() => town.client.token(user))));
    const records = await Promise.all(Array.from({ length: 40 }, family));
    isOver = true;
    await killing;
    expect(kills).toBeGreaterThan(2);
    const unlike = new Set(records);
    expect([...unlike]).toEqual([
      'true application-registered,application-accepted,task-opened,task-opened,task-claimed,investigation-recorded,task-claimed,information-checked,classified,task-opened,task-claimed,township-opinion,task-opened,task-claimed,county-decision,determined',
    ]);
  });
});
