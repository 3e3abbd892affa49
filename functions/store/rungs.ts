import { mailboxOf } from '../domain/notification/receiver.ts';
import type { Rungs } from '../ports/rungs.ts';
import type { StoreParts } from './parts.ts';
import { every } from './every.ts';
import { outboxItem, taskItem } from './items.ts';
import * as keys from './keys.ts';
import { pendingSummaryOf, summaryActions, summaryHeadKey, summaryLineOf, summarySort } from './summaries.ts';

export function createRungs({ items, time, ids }: Pick<StoreParts, 'items' | 'time' | 'ids'>): Rungs {
  return {
    async claim(from, to, { messages, summary }) {
      const at = time.now();
      const result = await items.transact([
        {
          kind: 'put',
          item: taskItem({ ...to, revision: from.revision + 1 }, at),
          when: { equals: { revision: from.revision, status: 'OPEN' } },
        },
        ...messages.map((message) => ({ kind: 'put', item: outboxItem(message, ids.unique(), at) }) as const),
        ...summary.flatMap(summaryActions),
      ]);
      return result.kind === 'committed' ? 'claimed' : 'stale';
    },

    async *pendingSummaries() {
      for (const shard of keys.allShards) {
        for await (const item of every(items, { index: 'gsi2', partition: keys.summaryIndex(shard) })) {
          yield pendingSummaryOf(item);
        }
      }
    },

    async *summaryLines({ receiver, outage }) {
      const partition = keys.summaryPartition(mailboxOf(receiver), outage);
      for await (const item of every(items, { partition, range: { beginsWith: keys.summaryLinePrefix } })) {
        yield summaryLineOf(item);
      }
    },

    async closeSummary(summary, message) {
      const result = await items.transact([
        {
          kind: 'update',
          key: summaryHeadKey(summary),
          remove: ['gsi2pk', 'gsi2sk'],
          set: { closedAt: time.now() },
          // Closed by another sweeper it keeps the number of lines, and waits no more.
          when: { equals: { lines: summary.lines, gsi2sk: summarySort(summary) } },
        },
        ...(message === undefined
          ? []
          : [{ kind: 'put', item: outboxItem(message, ids.unique(), time.now()) } as const]),
      ]);
      return result.kind === 'committed' ? 'closed' : 'stale';
    },

    async tellOnce(message) {
      const at = time.now();
      const result = await items.transact([
        { kind: 'put', item: { ...keys.toldKey(message.messageId), at }, when: { exists: false } },
        { kind: 'put', item: outboxItem(message, ids.unique(), at) },
      ]);
      return result.kind === 'committed' ? 'told' : 'told-before';
    },
  };
}
