import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { randomIds } from '../../functions/adapters/crypto/random-ids.ts';
import type { NotifyMessage } from '../../functions/domain/casework/message.ts';
import type { TaskRecord } from '../../functions/domain/casework/task.ts';
import { unitId } from '../../functions/domain/values/ids.ts';
import type { Channel, Sent } from '../../functions/ports/channel.ts';
import type { Item, ItemStore } from '../../functions/ports/item-store.ts';
import { every } from '../../functions/store/every.ts';
import { outboxItem, taskItem } from '../../functions/store/items.ts';
import { deliveryKey } from '../../functions/store/keys.ts';
import { createLedger, deliveryOf } from '../../functions/store/ledger.ts';
import { createMailroom } from '../../functions/store/mail.ts';
import { createOutbox } from '../../functions/store/queues.ts';
import { deliverNotice } from '../../functions/usecases/notify/deliver-notice.ts';
import type { NotifyParts } from '../../functions/usecases/notify/parts.ts';
import { retryDelivery } from '../../functions/usecases/notify/retry-delivery.ts';
import { caseHead, openTaskOf, policy } from '../support/case-head.ts';

export interface NotificationsSetup {
  readonly open: () => Promise<{ readonly items: ItemStore; readonly close: () => Promise<void> }>;
}

const NOW = Date.parse('2026-03-02T09:00:00+08:00');
const MINUTE = 60_000;

/** What messages promise, on whatever stands below: once in each mailbox, at least once outside, nothing for closed work. */
export function notificationsContract({ open }: NotificationsSetup): void {
  let items: ItemStore;
  let close: () => Promise<void>;
  let task: TaskRecord;
  let unit = unitId('nobody');
  let now = NOW;
  let sent: string[] = [];
  let answers: Sent[] = [];

  beforeAll(async () => {
    ({ items, close } = await open());
  });
  afterAll(() => close());
  beforeEach(async () => {
    unit = unitId(`u-${randomUUID()}`);
    task = openTaskOf('township-opinion');
    await items.transact([{ kind: 'put', item: taskItem(task, NOW) }]);
    now = NOW;
    sent = [];
    answers = [];
  });

  const hook = () => ({
    id: `${unit}.1`,
    unit,
    area: policy.area,
    form: 'json',
    name: 'x',
    host: 'x',
    addedBy: 'x',
    addedAt: 0,
  });
  const webhook: Channel = {
    name: 'webhook',
    async send({ messageId }, target) {
      sent.push(`${messageId} to ${target}`);
      return answers.shift() ?? { kind: 'sent' };
    },
  };

  /** One deliverer; `store` may be one that breaks. */
  const deliverer = (store: ItemStore = items, channels: readonly Channel[] = []): NotifyParts => ({
    cases: { head: async () => caseHead(), task: async () => task } as unknown as NotifyParts['cases'],
    people: { member: async () => undefined } as unknown as NotifyParts['people'],
    webhooks: { ofUnit: async () => [hook()] } as unknown as NotifyParts['webhooks'],
    policy,
    time: { now: () => now },
    mailroom: createMailroom(store),
    ledger: createLedger(store),
    channels,
  });

  const notice = (more: Partial<NotifyMessage> = {}): NotifyMessage => ({
    kind: 'notify',
    messageId: randomUUID(),
    template: 'task-opened',
    to: [{ kind: 'unit', unit }],
    caseId: task.caseId,
    taskId: task.taskId,
    values: {},
    ...more,
  });

  async function waiting(message: NotifyMessage): Promise<string> {
    const item = outboxItem(message, randomIds.unique(), now);
    await items.transact([{ kind: 'put', item }]);
    return `${item.pk}|${item.sk}`;
  }
  const left = async () =>
    (await Array.fromAsync(createOutbox(items).waiting())).map(({ message }) => (message as NotifyMessage).messageId);
  const mailbox = () => `unit:${unit}`;
  const mail = async () => createMailroom(items).since(mailbox(), 0, 200);
  const lineOf = async (messageId: string, channel = 'in-app', target = mailbox()) => {
    const item = await items.get(deliveryKey({ messageId, channel, target }));
    return item === undefined ? undefined : deliveryOf(item);
  };

  it('twenty deliverers at once put one mail into each mailbox and strike the message off', async () => {
    const to = [
      { kind: 'unit', unit },
      { kind: 'head', unit },
      { kind: 'supervisors', unit },
    ] as const;
    const message = notice({ to });
    const id = await waiting(message);
    await Promise.all(Array.from({ length: 20 }, () => deliverNotice(deliverer(), id, message)));
    expect(await mail()).toMatchObject([{ messageId: message.messageId, seq: 1 }]);
    expect(await createMailroom(items).last([`head:${unit}`, `supervisors:${unit}`])).toEqual({
      [`head:${unit}`]: 1,
      [`supervisors:${unit}`]: 1,
    });
    expect(await left()).not.toContain(message.messageId);
    expect(await lineOf(message.messageId)).toMatchObject({ status: 'delivered' });
  });

  it('numbers a mailbox without a gap, however many write into it at once', async () => {
    const messages = Array.from({ length: 20 }, () => notice());
    const ids = await Promise.all(messages.map(waiting));
    // Two processes: within one they take turns, between two they collide.
    const parts = [deliverer(), deliverer()];
    await Promise.all(messages.map((message, index) => deliverNotice(parts[index % 2]!, ids[index]!, message)));
    expect((await mail()).map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(new Set((await mail()).map(({ messageId }) => messageId))).toEqual(
      new Set(messages.map(({ messageId }) => messageId)),
    );
  });

  it('a deliverer that dies before or after its write leaves a message that the next one brings, once', async () => {
    for (const when of ['before', 'after'] as const) {
      const message = notice();
      const id = await waiting(message);
      const dying: ItemStore = {
        ...items,
        get: (key) => items.get(key),
        query: (query) => items.query(query),
        async transact(actions) {
          if (when === 'after') await items.transact(actions);
          throw new Error('killed');
        },
      };
      await expect(deliverNotice(deliverer(dying), id, message)).rejects.toThrow('killed');
      await deliverNotice(deliverer(), id, message);
      expect((await mail()).filter(({ messageId }) => messageId === message.messageId)).toHaveLength(1);
      expect(await left()).not.toContain(message.messageId);
    }
  });

  it('tells nobody of work that was closed meanwhile, and writes down that it did not', async () => {
    const message = notice({ whileOpen: true });
    const id = await waiting(message);
    task = { ...task, status: 'DECIDED' };
    await deliverNotice(deliverer(items, [webhook]), id, message);
    expect(await mail()).toEqual([]);
    expect(sent).toEqual([]);
    expect(await left()).not.toContain(message.messageId);
    expect(await lineOf(message.messageId)).toMatchObject({ status: 'suppressed' });
  });

  it('tells nobody of work that is closed in the same instant, between the look at it and the mail', async () => {
    const message = notice({ whileOpen: true });
    const id = await waiting(message);
    // The deliverer still sees it open; the table knows better.
    await items.transact([{ kind: 'put', item: taskItem({ ...task, status: 'DECIDED', closedAt: NOW }, NOW) }]);
    await deliverNotice(deliverer(items, [webhook]), id, message);
    expect(await mail()).toEqual([]);
    expect(sent).toEqual([]);
    expect(await lineOf(message.messageId)).toMatchObject({ status: 'suppressed' });
  });

  it('brings a message to many mailboxes in transactions that a store can hold', async () => {
    const units = Array.from({ length: 50 }, (_, index) => unitId(`${unit.slice(0, 30)}-${index}`));
    const message = notice({ to: units.map((one) => ({ kind: 'unit', unit: one })) });
    const id = await waiting(message);
    await deliverNotice(deliverer(), id, message);
    const last = await createMailroom(items).last(units.map((one) => `unit:${one}`));
    expect(new Set(Object.values(last))).toEqual(new Set([1]));
  });

  it('tries again what failed outside, ever later, and gives it to a person after six attempts', async () => {
    answers = Array.from({ length: 6 }, () => ({ kind: 'failed', why: 'http-500' }));
    const parts = deliverer(items, [webhook]);
    const message = notice();
    await deliverNotice(parts, await waiting(message), message);
    const key = { messageId: message.messageId, channel: 'webhook', target: `${unit}.1` } as const;
    const waits: number[] = [];
    for (;;) {
      const line = await lineOf(message.messageId, key.channel, key.target);
      if (line?.nextAttemptAt === undefined) break;
      waits.push((line.nextAttemptAt - now) / MINUTE);
      await retryDelivery(parts, key, now);
      now = line.nextAttemptAt;
      await retryDelivery(parts, key, now);
    }
    expect(waits).toEqual([1, 5, 30, 120, 360]);
    expect(sent).toHaveLength(6);
    expect(new Set(sent).size).toBe(1);
    expect(await lineOf(message.messageId, key.channel, key.target)).toMatchObject({
      status: 'dead',
      attempts: 6,
      lastError: 'http-500',
    });
    const dead = await createLedger(items).list('dead', policy.area, { limit: 200 });
    expect(dead.items.map(({ messageId }) => messageId)).toContain(message.messageId);
    // The mail inside is not repeated for any of it.
    expect(await mail()).toHaveLength(1);
  });

  it('does not try again what can never succeed', async () => {
    answers = [{ kind: 'failed', why: 'address-private', permanent: true }];
    const message = notice();
    await deliverNotice(deliverer(items, [webhook]), await waiting(message), message);
    expect(await lineOf(message.messageId, 'webhook', `${unit}.1`)).toMatchObject({ status: 'dead', attempts: 1 });
  });

  it('of many deliverers of one attempt one sends', async () => {
    answers = [{ kind: 'failed', why: 'http-500' }];
    const parts = deliverer(items, [webhook]);
    const message = notice();
    await deliverNotice(parts, await waiting(message), message);
    now += MINUTE;
    const key = { messageId: message.messageId, channel: 'webhook', target: `${unit}.1` } as const;
    await Promise.all(Array.from({ length: 10 }, () => retryDelivery(parts, key, now)));
    expect(sent).toHaveLength(2);
    expect(await lineOf(message.messageId, key.channel, key.target)).toMatchObject({
      status: 'delivered',
      attempts: 2,
    });
  });

  it('a waiting delivery stands in the due index at the hour of its next attempt, and nowhere once it is over', async () => {
    answers = [{ kind: 'failed', why: 'http-500' }];
    const parts = deliverer(items, [webhook]);
    const message = notice();
    await deliverNotice(parts, await waiting(message), message);
    const due = async () => {
      const found: Item[] = [];
      const hour = Math.floor((now + MINUTE) / 3_600_000);
      for (const shard of [0, 1, 2, 3]) {
        for await (const item of every(items, { index: 'gsi3', partition: `DUE#${hour}#${shard}` })) found.push(item);
      }
      return found.filter(({ pk }) => pk === `MESSAGE#${message.messageId}`);
    };
    expect(await due()).toHaveLength(1);
    now += MINUTE;
    await retryDelivery(parts, { messageId: message.messageId, channel: 'webhook', target: `${unit}.1` }, now);
    expect(await due()).toEqual([]);
  });

  it('read marks move forward only, whoever writes them at once', async () => {
    const mailroom = createMailroom(items);
    const person = randomUUID();
    await Promise.all([3, 9, 5, 1, 7].map((seq) => mailroom.markRead(person, { [mailbox()]: seq })));
    expect(await mailroom.read(person)).toEqual({ [mailbox()]: 9 });
    await mailroom.markRead(person, { [mailbox()]: 2 });
    expect(await mailroom.read(person)).toEqual({ [mailbox()]: 9 });
  });
}
