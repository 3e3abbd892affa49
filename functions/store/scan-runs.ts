import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import * as z from 'zod';
import { runEventSchema } from '../contracts/stored-runs.ts';
import type { NewRunEvent, RunEvent } from '../domain/monitoring/run.ts';
import type { ItemStore } from '../ports/item-store.ts';
import type { ScanRuns } from '../ports/scan-runs.ts';
import { every } from './every.ts';
import { attributes, read } from './items.ts';
import * as keys from './keys.ts';

const headSchema = z.object({ lastSeq: z.int(), lastHash: z.string() });

/** Runs are few; whoever loses a race appends behind the winner. */
const TURNS = 20;

/** One chain for all runs, linked as the events of a case are: the hash of each covers the hash before it. */
export function createScanRuns(items: ItemStore): ScanRuns {
  const head = async () => {
    const item = await items.get(keys.runsHeadKey);
    return item === undefined ? undefined : read(headSchema, item);
  };
  return {
    async append(event) {
      for (let turn = 0; turn < TURNS; turn += 1) {
        const before = await head();
        const { lastSeq, lastHash } = before ?? { lastSeq: 0, lastHash: '' };
        const linked = link(event, lastSeq + 1, lastHash);
        const result = await items.transact([
          {
            kind: 'put',
            item: { ...keys.runsHeadKey, lastSeq: linked.seq, lastHash: linked.hash },
            when: before === undefined ? { exists: false } : { equals: { lastSeq } },
          },
          { kind: 'put', item: { ...keys.runEventKey(linked.seq), ...attributes(linked) }, when: { exists: false } },
        ]);
        if (result.kind === 'committed') return linked;
      }
      throw new Error('the record of runs was written to by others, again and again');
    },

    async events() {
      const query = { partition: keys.runsPartition, range: { beginsWith: keys.eventPrefix } };
      return (await Array.fromAsync(every(items, query))).map((item) => read(runEventSchema, item));
    },

    async verify(events) {
      const last = await head();
      let prevHash = '';
      for (const [index, event] of events.entries()) {
        const { seq, prevHash: before, hash, ...body } = event;
        if (seq !== index + 1 || before !== prevHash || link(body, seq, before).hash !== hash) return false;
        prevHash = hash;
      }
      return (last?.lastSeq ?? 0) === events.length && (last?.lastHash ?? '') === prevHash;
    },
  };
}

function link(event: NewRunEvent, seq: number, prevHash: string): RunEvent {
  const body = { ...event, seq, prevHash };
  const hash = createHash('sha256')
    .update(canonicalize(body) ?? '')
    .update(prevHash)
    .digest('hex');
  return { ...body, hash };
}
