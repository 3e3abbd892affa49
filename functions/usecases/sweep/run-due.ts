import type { DeliveryKey } from '../../domain/notification/delivery.ts';
import type { DueIndex, DueItem } from '../../ports/cases.ts';
import type { Metrics } from '../../ports/metrics.ts';
import type { Rungs } from '../../ports/rungs.ts';
import type { House } from '../house.ts';
import { concurrently } from './concurrently.ts';
import { nothing, passTask } from './pass-task.ts';
import type { Passed, PassParts } from './pass-task.ts';
import { passPool } from './pass-pool.ts';
import { passRecheck } from './pass-recheck.ts';
import { passTotal } from './pass-total.ts';
import { sendSummaries } from './send-summaries.ts';
import { supervisorsIn } from './tell.ts';

export type DueReport = Passed;

export interface DueParts {
  readonly dueIndex: DueIndex;
  readonly rungs: Rungs;
  /** Tries a delivery of the ledger again. */
  readonly retry?: (delivery: DeliveryKey, now: number) => Promise<void>;
  /** Absent: nobody watches. */
  readonly metrics?: Metrics;
}

/** Writers wait for the disk together: this many share one flush, and DynamoDB bears as many transactions. */
const WIDTH = 64;

/**
 * Looks at everything that asked to be looked at by now. What fails does not hold up the rest, and is looked at again:
 * only a round that saw to all of it moves the index on.
 */
export async function runDue(house: House, parts: DueParts): Promise<DueReport> {
  const now = house.time.now();
  const { dueIndex, rungs } = parts;
  const report = { ...nothing };
  const pass = { rungs, supervisors: supervisorsIn(house) };
  const left = oldestLeft(dueIndex.due(now), now);
  try {
    await concurrently(left.items, WIDTH, async (item) => {
      const passed = await see(house, parts, pass, item, now);
      left.done(item);
      report.noticesEnded += passed.noticesEnded;
      report.limitsExceeded += passed.limitsExceeded;
      report.reminded += passed.reminded;
    });
  } finally {
    const ageMs = left.ageMs();
    if (ageMs !== undefined) parts.metrics?.put('OldestDueUnprocessedSeconds', ageMs / 1000);
  }
  await sendSummaries(house, rungs);
  await dueIndex.lookedThrough(now);
  return report;
}

async function see(house: House, parts: DueParts, pass: PassParts, item: DueItem, now: number): Promise<Passed> {
  switch (item.kind) {
    case 'case':
      return passTotal(house, pass, item.caseId, now);
    case 'task':
      return passTask(house, pass, item.caseId, item.taskId, now);
    case 'pool':
      await passPool(house, item.caseId, item.memberId, now);
      return nothing;
    case 'recheck':
      await passRecheck(house, item.caseId, item.determination, now);
      return nothing;
    case 'delivery':
      await parts.retry?.(item.delivery, now);
      return nothing;
  }
}

/**
 * Remembers which items were handed out and not seen to. `ageMs`: how long the oldest of them is overdue, 0 where none is left;
 * undefined where the index could not be read to its end, so that nobody knows.
 */
function oldestLeft(due: AsyncIterable<DueItem>, now: number) {
  const open = new Set<DueItem>();
  let isReadThrough = false;
  async function* items(): AsyncGenerator<DueItem> {
    for await (const item of due) {
      open.add(item);
      yield item;
    }
    isReadThrough = true;
  }
  return {
    items: items(),
    done: (item: DueItem) => void open.delete(item),
    ageMs: () =>
      isReadThrough ? [...open].reduce((oldest, { dueAt }) => Math.max(oldest, now - dueAt), 0) : undefined,
  };
}
