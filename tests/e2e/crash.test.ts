import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registeredSchema } from '../../functions/contracts/outcomes.ts';
import { families } from '../../local/demo/families.ts';
import { niuzhuang } from '../../local/demo/office.ts';
import type { TownClient, TypedDecision } from '../../local/demo/town-client.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import { isOwnTown, nextFamily, startTown, startTownProcess } from '../support/town.ts';
import type { TownProcess } from '../support/town.ts';
import { outcomeOf } from '../support/story.ts';

const START = '2026-03-02';

const investigators = ['甲', '乙'];
const looks: readonly { readonly by: string; readonly decision: TypedDecision }[] = [
  {
    by: niuzhuang.reviewer,
    decision: {
      kind: 'household-investigation',
      method: 'home-visit',
      visitedOn: START,
      investigators,
      signatures: { investigators, family: true },
    },
  },
  { by: niuzhuang.checker, decision: { kind: 'information-check', registers: ['vehicles'] } },
];
const confirm = (outcome: 'confirm' | 'next-tier' | 'return' | 'refuse'): TypedDecision => ({
  kind: 'confirmation',
  outcome,
  reason: '意见',
});
const opinion: TypedDecision = { kind: 'township-opinion', outcome: 'confirm', reason: '意见' };

/** What `send` was asked to do is acknowledged when it resolves; it is called once for each request. */
type Send = (request: (client: TownClient, key: string) => Promise<unknown>) => Promise<unknown>;

/** A long way through the procedure: 低保 objected to, returned, refused by the county, granted as 低保边缘. */
async function live(send: Send, client: () => TownClient): Promise<{ caseId: string; householdId: string }> {
  const { window } = niuzhuang;
  const submission = families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() });
  const key = (idempotency: string) => ({ 'idempotency-key': idempotency });
  const registered = registeredSchema.parse(
    await send(async (town, once) =>
      expectStatus(await town.post(window, '/applications', submission, key(once)), [201]),
    ),
  );
  const { caseId } = registered;
  const handle = async (by: string, decision: TypedDecision, round: number) => {
    const task = await client().openTask(by, caseId, decision.kind, round);
    await send(async (town, once) => expectStatus(await town.claim(by, task, key(once)), [200]));
    const held = { ...task, version: task.version + 1 };
    await send(async (town, once) => expectStatus(await town.decide(by, held, decision, key(once)), [200]));
  };
  for (const { by, decision } of looks) await handle(by, decision, 1);
  await handle(niuzhuang.reviewer, opinion, 1);
  await client().openTask(window, caseId, 'public-notice', 1);
  const objection = { reason: '不实' };
  await send(async (town, once) =>
    expectStatus(await town.post(window, `/applications/${caseId}/objections`, objection, key(once)), [200]),
  );
  await handle(
    niuzhuang.reviewer,
    { kind: 'objection-review', method: 'reinvestigation', conclusion: 'dismissed', reason: '属实' },
    1,
  );
  await handle(niuzhuang.reviewer, opinion, 2);
  await handle(niuzhuang.confirmer, confirm('return'), 2);
  await handle(niuzhuang.reviewer, opinion, 3);
  await handle(niuzhuang.confirmer, confirm('next-tier'), 3);
  await handle(niuzhuang.reviewer, opinion, 4);
  await client().openTask(window, caseId, 'public-notice', 4);
  await send((town) => town.goTo('2026-03-10'));
  await handle(niuzhuang.confirmer, confirm('confirm'), 4);
  await client().reaches(window, caseId, 'granted');
  return registered;
}

let requests = 0;
const nextKey = (): string => {
  requests += 1;
  return `crash-${process.pid}-${requests}`;
};

describe.skipIf(!isOwnTown)('a town that is killed', () => {
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
    const living = await startTownProcess({ startAt: START });
    try {
      let kills = 0;
      const send: Send = async (request) => {
        const answer = await request(living.client, nextKey());
        await living.killAndRestart();
        kills += 1;
        return answer;
      };
      const { caseId, householdId } = await live(send, () => living.client);
      expect(kills).toBeGreaterThan(20);
      expect(await outcomeOf(living.client, niuzhuang.window, caseId, householdId)).toEqual(undisturbed);
    } finally {
      await living.close();
    }
  });

  it('does once what was asked again after it died in the middle of a request', async () => {
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
});
