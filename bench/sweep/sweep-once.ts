import { authorize } from '../../functions/domain/authority/authorize.ts';
import { randomIds } from '../../functions/adapters/crypto/random-ids.ts';
import type { ItemStore } from '../../functions/ports/item-store.ts';
import type { Vault } from '../../functions/ports/vault.ts';
import { createCases } from '../../functions/store/cases.ts';
import { createDueIndex, createOutbox } from '../../functions/store/queues.ts';
import { createLedger } from '../../functions/store/ledger.ts';
import { createMailroom } from '../../functions/store/mail.ts';
import { createPeople } from '../../functions/store/people.ts';
import { createRungs } from '../../functions/store/rungs.ts';
import { createTokens } from '../../functions/store/tokens.ts';
import { createWebhooks } from '../../functions/store/webhooks.ts';
import { createWorklists } from '../../functions/store/worklists.ts';
import { withClockwork } from '../../functions/usecases/clockwork.ts';
import { runDue } from '../../functions/usecases/sweep/run-due.ts';
import { counted } from './counted.ts';
import type { Counts } from './counted.ts';
import { NOW, policy, rewind } from './tasks.ts';

/** A sweep opens nothing that is sealed. */
const noVault: Vault = {
  createDataKey: () => Promise.reject(new Error('sealed')),
  seal: () => Promise.reject(new Error('sealed')),
  open: () => Promise.reject(new Error('sealed')),
  blindIndex: () => '',
};

export interface Swept {
  readonly ms: number;
  readonly counts: Counts;
}

/** Told when the sweep itself begins and has ended. */
export interface Meter {
  start(): void;
  stop(): void;
}
const silent: Meter = { start: () => {}, stop: () => {} };

/** One sweep at nine in the morning; throws where it did not remind of exactly what was due. */
export async function sweepOnce(store: ItemStore, dueCount: number, meter: Meter = silent): Promise<Swept> {
  const { items, counts } = counted(store);
  const time = { now: () => NOW };
  const parts = { items, vault: noVault, time, ids: randomIds };
  const house = {
    cases: withClockwork(createCases(parts, createTokens(items, noVault)), { policy, time }),
    people: createPeople(parts),
    mailroom: createMailroom(items),
    ledger: createLedger(items),
    webhooks: createWebhooks(parts),
    worklists: createWorklists(items),
    policy,
    time,
    ids: randomIds,
    authorize,
  };
  const outbox = createOutbox(store);
  for await (const { id } of outbox.waiting()) await outbox.done(id);
  await rewind(store, dueCount);
  await createDueIndex(store).lookedThrough(NOW);
  meter.start();
  const begun = performance.now();
  const report = await runDue(house, { dueIndex: createDueIndex(items), rungs: createRungs(parts) });
  const ms = performance.now() - begun;
  meter.stop();
  const messages = new Set<string>();
  for await (const { message } of outbox.waiting()) if (message.kind === 'notify') messages.add(message.messageId);
  if (report.reminded !== dueCount || messages.size !== dueCount) {
    throw new Error(`${dueCount} were due, ${report.reminded} were claimed, ${messages.size} messages wait`);
  }
  return { ms, counts };
}
