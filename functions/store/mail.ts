import * as z from 'zod';
import { mailSchema, positionsSchema } from '../contracts/stored-notifications.ts';
import type { Delivery, OutgoingMessage } from '../domain/notification/delivery.ts';
import type { AreaCode } from '../domain/values/area-code.ts';
import type { Item, ItemStore, WriteAction } from '../ports/item-store.ts';
import type { Mailroom, Positions } from '../ports/notification.ts';
import { attributes, read } from './items.ts';
import * as keys from './keys.ts';
import { deliveryItem, messageItem } from './ledger.ts';
import { keyOfOutbox } from './queues.ts';
import { turnstile } from './turnstile.ts';

/** Three items a mailbox, and room for what leaves the house: one transaction holds a hundred. */
const MAILBOXES_AT_ONCE = 20;
/** Writers of one mailbox within a process take turns; those of other processes collide and try again. */
const TURNS = 100;

interface Posting {
  readonly message: OutgoingMessage;
  readonly mailboxes: readonly string[];
  readonly area: AreaCode;
  readonly outboxId: string;
}

export function createMailroom(items: ItemStore): Mailroom {
  const turn = turnstile();

  const lastOf = async (mailbox: string): Promise<number> => {
    const item = await items.get(keys.mailHeadKey(mailbox));
    return item === undefined ? 0 : read(z.int(), item, item['last']);
  };

  const line = ({ message, area }: Posting, mailbox: string, status: Delivery['status']): Delivery => ({
    messageId: message.messageId,
    channel: 'in-app',
    target: mailbox,
    template: message.template,
    area,
    status,
    attempts: 1,
    createdAt: message.at,
  });

  const put = (item: Item): WriteAction => ({ kind: 'put', item, when: { exists: false } });

  /** The next mail of one mailbox; nothing where it has the message already. */
  const mailActions = async (posting: Posting, mailbox: string): Promise<WriteAction[]> => {
    const delivered = line(posting, mailbox, 'delivered');
    if ((await items.get(keys.deliveryKey(delivered))) !== undefined) return [];
    const last = await lastOf(mailbox);
    const seq = last + 1;
    return [
      put(deliveryItem(delivered)),
      {
        kind: 'put',
        item: { ...keys.mailHeadKey(mailbox), last: seq },
        when: last === 0 ? { exists: false } : { equals: { last } },
      },
      put({ ...keys.mailKey(mailbox, seq), ...attributes(posting.message), mailbox, seq }),
    ];
  };

  /** Told only while the task is open: the write that posts it says so itself, so that a closing in between wins. */
  const stillOpen = ({ message: { whileOpen, caseId, taskId } }: Posting): WriteAction[] =>
    whileOpen !== true || caseId === undefined || taskId === undefined
      ? []
      : [{ kind: 'check', key: keys.taskKey(caseId, taskId), when: { equals: { status: 'OPEN' } } }];

  const postSome = async (
    posting: Posting,
    mailboxes: readonly string[],
    more: () => Promise<readonly WriteAction[]>,
  ): Promise<'posted' | 'closed'> => {
    const open = stillOpen(posting);
    for (let look = 0; look < TURNS; look += 1) {
      const mail = await Promise.all(mailboxes.map((mailbox) => mailActions(posting, mailbox)));
      const actions = [...mail.flat(), ...(await more())];
      if (actions.length === 0) return 'posted';
      const result = await items.transact([...open, ...actions]);
      if (result.kind === 'committed') return 'posted';
      if (open.length > 0 && result.failures.some(({ action, reason }) => action === 0 && reason === 'condition'))
        return 'closed';
    }
    throw new Error(`message ${posting.message.messageId} found no quiet moment to be posted`);
  };

  return {
    post(posting) {
      const { message, beyond, outboxId } = posting;
      const mailboxes = [...new Set(posting.mailboxes)].toSorted();
      return turn(mailboxes, async () => {
        const some = [...mailboxes];
        while (some.length > MAILBOXES_AT_ONCE) {
          const first = await postSome(posting, some.splice(0, MAILBOXES_AT_ONCE), async () => []);
          if (first === 'closed') return first;
        }
        return postSome(posting, some, async () => {
          const known = await Promise.all(beyond.map((delivery) => items.get(keys.deliveryKey(delivery))));
          const fresh = beyond.filter((_, index) => known[index] === undefined);
          return [
            ...fresh.map((delivery) => put(deliveryItem(delivery))),
            ...(fresh.length === 0 ? [] : [{ kind: 'put', item: messageItem(message) } satisfies WriteAction]),
            { kind: 'delete', key: keyOfOutbox(outboxId) } satisfies WriteAction,
          ];
        });
      });
    },

    async suppress(posting) {
      const lines = posting.mailboxes.slice(0, 90).map((mailbox) => line(posting, mailbox, 'suppressed'));
      const known = await Promise.all(lines.map((delivery) => items.get(keys.deliveryKey(delivery))));
      // A line that is there already was delivered before the task was closed; it stays as it is.
      await items.transact([
        ...lines.flatMap((delivery, index): WriteAction[] =>
          known[index] === undefined ? [{ kind: 'put', item: deliveryItem(delivery) }] : [],
        ),
        { kind: 'delete', key: keyOfOutbox(posting.outboxId) },
      ]);
    },

    async last(mailboxes) {
      const lasts = await Promise.all(mailboxes.map(lastOf));
      return Object.fromEntries(mailboxes.map((mailbox, index) => [mailbox, lasts[index] ?? 0]));
    },

    async since(mailbox, seq, limit) {
      const range = { from: keys.mailKey(mailbox, seq + 1).sk, to: keys.lastMailKey(mailbox).sk };
      const page = await items.query({ partition: keys.mailPartition(mailbox), range, limit });
      return page.items.map((item) => read(mailSchema, item));
    },

    async before(mailbox, seq, limit) {
      if (seq <= 1) return [];
      const range = { from: keys.mailKey(mailbox, 1).sk, to: keys.mailKey(mailbox, seq - 1).sk };
      const page = await items.query({ partition: keys.mailPartition(mailbox), range, limit, descending: true });
      return page.items.map((item) => read(mailSchema, item));
    },

    async read(subject) {
      const item = await items.get(keys.readMarksKey(subject));
      return item === undefined ? {} : read(positionsSchema, item, item['marks']);
    },

    async markRead(subject, upTo) {
      for (let look = 0; look < TURNS; look += 1) {
        const item = await items.get(keys.readMarksKey(subject));
        const marks: Positions = item === undefined ? {} : read(positionsSchema, item, item['marks']);
        const revision = item === undefined ? 0 : read(z.int(), item, item['revision']);
        const next = furthest(marks, upTo);
        if (next === undefined) return;
        const result = await items.transact([
          {
            kind: 'put',
            item: { ...keys.readMarksKey(subject), marks: next, revision: revision + 1 },
            when: revision === 0 ? { exists: false } : { equals: { revision } },
          },
        ]);
        if (result.kind === 'committed') return;
      }
      throw new Error(`the read marks of ${subject} found no quiet moment`);
    },
  };
}

/** Undefined where nothing moves forward. */
function furthest(marks: Positions, upTo: Positions): Positions | undefined {
  const moved = Object.entries(upTo).filter(([mailbox, seq]) => seq > (marks[mailbox] ?? 0));
  return moved.length === 0 ? undefined : { ...marks, ...Object.fromEntries(moved) };
}
