import { RUNS_CHAIN, caseChain } from '../domain/audit/chain.ts';
import type { Chain, ChainId, Link } from '../domain/audit/chain.ts';
import { caseIdSchema } from '../domain/values/ids.ts';
import type { Chains } from '../ports/chains.ts';
import type { Item, ItemReader } from '../ports/item-store.ts';
import { every } from './every.ts';
import { eventHash } from './event-chain.ts';
import * as keys from './keys.ts';

const HEAD = 'HEAD';

/** A writer may come between the head and the events; whoever loses against this many has not read a chain at rest. */
const TURNS = 20;

/**
 * Reads items as they lie, past the schemas of records: the hash of an event covers every attribute of its item, and an
 * auditor must see also what no record would show.
 */
export function createChains(items: ItemReader): Chains {
  return {
    async *lastChangedOn(day) {
      for (const shard of keys.allShards) {
        for await (const item of every(items, { index: 'gsi4', partition: keys.changedIndex(day, shard) })) {
          // By the key, which the content cannot contradict.
          const caseId = caseIdSchema.safeParse(item.pk.slice(keys.casePartition('').length));
          if (caseId.success) yield caseChain(caseId.data);
        }
      }
    },

    async read(id) {
      const partition = id === RUNS_CHAIN ? keys.runsPartition : keys.casePartition(caseIdOf(id));
      for (let turn = 0; turn < TURNS; turn += 1) {
        const before = await items.get({ pk: partition, sk: HEAD });
        const query = { partition, range: { beginsWith: keys.eventPrefix } };
        const events = await Array.fromAsync(every(items, query));
        const after = await items.get({ pk: partition, sk: HEAD });
        if (before?.['lastHash'] === after?.['lastHash']) return chainOf(id, after, events);
      }
      throw new Error(`the chain ${id} was written to again and again`);
    },
  };
}

const caseIdOf = (id: ChainId): string => id.slice('case:'.length);

function chainOf(id: ChainId, head: Item | undefined, events: readonly Item[]): Chain {
  const links = events.map((item) => linkOf(id, item)).toSorted((a, b) => a.seq - b.seq);
  const [lastSeq, lastHash] = [head?.['lastSeq'], head?.['lastHash']];
  return typeof lastSeq === 'number' && typeof lastHash === 'string'
    ? { id, head: { lastSeq, lastHash }, links }
    : { id, links };
}

function linkOf(id: ChainId, { pk: _pk, sk, ...attributes }: Item): Link {
  const place = /^\d+$/.exec(sk.slice(keys.eventPrefix.length))?.[0];
  const seq = Number(place ?? 0);
  const { hash, ...body } = attributes;
  const { prevHash, caseId, recordedAt = body['at'] } = body;
  const isOfChain = id === RUNS_CHAIN ? caseId === undefined : caseId === caseIdOf(id);
  const isSound =
    typeof prevHash === 'string' && isOfChain && body['seq'] === seq && eventHash({ ...body, prevHash }) === hash;
  return {
    seq,
    prevHash: typeof prevHash === 'string' ? prevHash : '',
    hash: typeof hash === 'string' ? hash : '',
    isSound,
    recordedAt: typeof recordedAt === 'number' ? recordedAt : 0,
  };
}
