import * as z from 'zod';
import { caseIdSchema, taskIdSchema } from '../domain/values/ids.ts';
import type { CaseHead } from '../domain/casework/head.ts';
import type { DueIndex, DueItem, Outbox, Unsettled } from '../ports/cases.ts';
import type { Item, ItemKey, ItemStore } from '../ports/item-store.ts';
import { every } from './every.ts';
import { headOf, messageOf, read } from './items.ts';
import { deliveryOf } from './ledger.ts';
import * as keys from './keys.ts';

/** The house's own work lists, read from sparse indexes. Each entry is a hint: whoever acts on it reads the item again. */

export function createOutbox(items: ItemStore): Outbox {
  return {
    async *waiting() {
      for (const shard of keys.allShards) {
        for await (const item of every(items, { index: 'gsi2', partition: keys.outboxIndex(shard) })) {
          yield { id: outboxId(item), message: messageOf(item), at: writtenAt(item) };
        }
      }
    },
    async done(id, rung = []) {
      // More tokens than one transaction holds have been seen by nobody; what is left over is rung and struck off again.
      const gone = [id, ...rung.slice(0, MOST_TOKENS).map((token) => token.id)];
      await items.transact(gone.map((name) => ({ kind: 'delete', key: keyOfOutbox(name) })));
    },
  };
}

/** What a written item says to the outbox consumer (a stream record, or the embedded home's hook); undefined: nothing. */
export function waitingMessage(
  item: Item,
): { readonly id: string; readonly message: ReturnType<typeof messageOf>; readonly at: number } | undefined {
  if (!item.sk.startsWith('OUTBOX#')) return undefined;
  return { id: outboxId(item), message: messageOf(item), at: writtenAt(item) };
}

/** Its place in the queue begins with it. */
const writtenAt = (item: Item): number => Number(read(z.string(), item, item['gsi2sk']).slice(0, 13));

const MOST_TOKENS = 90;

export function keyOfOutbox(name: string): ItemKey {
  const [pk, sk] = name.split('|');
  if (pk === undefined || sk === undefined) throw new Error(`'${name}' names no item`);
  return { pk, sk };
}

const outboxId = (item: Item): string => `${item.pk}|${item.sk}`;

/** Where no sweep has ever run, it begins a day back. */
const FIRST_LOOK_HOURS = 24;

export function createDueIndex(items: ItemStore): DueIndex {
  const cursorKey = keys.sweepCursorKey('due');
  return {
    async *due(now) {
      const cursor = await items.get(cursorKey);
      const last = keys.hourOf(now);
      const stored = cursor === undefined ? last - FIRST_LOOK_HOURS : read(z.number(), cursor, cursor['hour']);
      // A clock set back must not leave the cursor in the future.
      const first = Math.min(stored, last);
      for (let hour = first; hour <= last; hour += 1) {
        for (const shard of keys.allShards) {
          const query = {
            index: 'gsi3',
            partition: keys.dueIndex(hour, shard),
            range: { to: `${keys.instant(now)}#~` },
          } as const;
          for await (const item of every(items, query)) yield dueItem(item);
        }
      }
    },

    async lookedThrough(now) {
      // The hour before stays in view: an index may lag behind the table.
      await items.transact([{ kind: 'put', item: { ...cursorKey, hour: keys.hourOf(now) - 1 } }]);
    },

    async next(after, until) {
      const range = { from: `${keys.instant(after + 1)}#`, to: keys.instant(until) };
      for (let hour = keys.hourOf(after); hour <= keys.hourOf(until); hour += 1) {
        const pages = await Promise.all(
          keys.allShards.map((shard) =>
            items.query({ index: 'gsi3', partition: keys.dueIndex(hour, shard), range, limit: 1 }),
          ),
        );
        const instants = pages.flatMap((page) => page.items.map((item) => dueItem(item).dueAt));
        if (instants.length > 0) return Math.min(...instants);
      }
      return undefined;
    },
  };
}

/** When something is due, from its sort key in the due index. */
export const dueInstant = (sortKey: string): number => Number(sortKey.slice(0, 13));

function dueItem(item: Item): DueItem {
  const dueAt = dueInstant(read(z.string(), item, item['gsi3sk']));
  if (item.sk.startsWith(keys.deliveryPrefix)) {
    const { messageId, channel, target } = deliveryOf(item);
    return { kind: 'delivery', delivery: { messageId, channel, target }, dueAt };
  }
  const caseId = read(caseIdSchema, item, item['caseId']);
  if (item.sk.startsWith(keys.poolPrefix)) {
    return { kind: 'pool', caseId, memberId: read(z.string(), item, item['memberId']), dueAt };
  }
  if (item.sk.startsWith(keys.recheckPrefix)) {
    return { kind: 'recheck', caseId, determination: read(z.number(), item, item['determination']), dueAt };
  }
  return item.sk === 'HEAD'
    ? { kind: 'case', caseId, dueAt }
    : { kind: 'task', caseId, taskId: read(taskIdSchema, item, item['taskId']), dueAt };
}

export function createUnsettled(items: ItemStore): Unsettled {
  return {
    async *unsettled(closedBefore) {
      for (const shard of keys.allShards) {
        const range = { to: `${keys.instant(closedBefore)}#~` };
        for await (const item of every(items, { index: 'gsi2', partition: keys.unsettledIndex(shard), range })) {
          yield {
            caseId: read(caseIdSchema, item, item['caseId']),
            taskId: read(taskIdSchema, item, item['taskId']),
          };
        }
      }
    },
    async *underReview() {
      for (const shard of keys.allShards) {
        for await (const item of every(items, { index: 'gsi2', partition: keys.reviewIndex(shard) }))
          yield headOf(item);
      }
    },
    async nextUnderReview(most) {
      const found: CaseHead[] = [];
      const stored = await items.get(reviewCursorKey);
      let at = stored === undefined ? { shard: 0 } : read(reviewCursor, stored);
      for (let visited = 0; visited <= keys.queueShards && found.length < most; visited += 1) {
        const page = await items.query({
          index: 'gsi2',
          partition: keys.reviewIndex(at.shard),
          ...(at.after === undefined ? {} : { range: { from: `${at.after}\u0000` } }),
          limit: most - found.length,
        });
        found.push(...page.items.map(headOf));
        const last = found.at(-1)?.caseId;
        at =
          page.next === undefined || last === undefined
            ? { shard: (at.shard + 1) % keys.queueShards }
            : { shard: at.shard, after: last };
      }
      await items.transact([{ kind: 'put', item: { ...reviewCursorKey, ...at } }]);
      return found;
    },
  };
}

const reviewCursorKey = keys.sweepCursorKey('review');
/** Where the last look ended: the shard, and in it the case after which the next one begins. */
const reviewCursor = z.object({ shard: z.int().min(0), after: z.exactOptional(z.string()) });
