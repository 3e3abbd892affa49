import { registeredSchema } from '../../functions/contracts/outcomes.ts';
import { families } from '../../local/demo/families.ts';
import { niuzhuang } from '../../local/demo/office.ts';
import type { TownClient, TypedDecision } from '../../local/demo/town-client.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import { nextFamily } from './town.ts';

export const START = '2026-03-02';

const investigators = ['甲', '乙'];
export const looks: readonly { readonly by: string; readonly decision: TypedDecision }[] = [
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
export const confirm = (outcome: 'confirm' | 'next-tier' | 'return' | 'refuse'): TypedDecision => ({
  kind: 'confirmation',
  outcome,
  reason: '意见',
});
export const opinion: TypedDecision = { kind: 'township-opinion', outcome: 'confirm', reason: '意见' };

/** What `send` was asked to do is acknowledged when it resolves; it is called once for each request. */
export type Send = (request: (client: TownClient, key: string) => Promise<unknown>) => Promise<unknown>;

/** A long way through the procedure: 低保 objected to, returned, refused by the county, granted as 低保边缘. */
export async function live(send: Send, client: () => TownClient): Promise<{ caseId: string; householdId: string }> {
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
  const afterNotice = '2026-03-10';
  await send(async (town) => {
    // The clock that was moved before the town died does not go back.
    if ((await town.clock()).today < afterNotice) await town.goTo(afterNotice);
  });
  await handle(niuzhuang.confirmer, confirm('confirm'), 4);
  await client().reaches(window, caseId, 'granted');
  return registered;
}

let requests = 0;
/** For a request that may have to be sent again. */
export const nextKey = (): string => {
  requests += 1;
  return `crash-${process.pid}-${requests}`;
};
