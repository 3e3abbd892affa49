import { describe, expect, it } from 'vitest';
import type { DueItem } from '../../../../functions/ports/cases.ts';
import type { House } from '../../../../functions/usecases/house.ts';
import { runDue } from '../../../../functions/usecases/sweep/run-due.ts';
import type { DueParts } from '../../../../functions/usecases/sweep/run-due.ts';

const NOW = 1_764_000_000_000;
const house = { time: { now: () => NOW } } as unknown as House;

/** Deliveries that fell due so many seconds ago; those named fail again. */
function round(secondsAgo: readonly number[], failing: readonly number[] = []) {
  const figures: [string, number][] = [];
  const parts = {
    dueIndex: {
      due: async function* () {
        for (const seconds of secondsAgo) {
          const delivery = { messageId: String(seconds), channel: 'webhook', target: 't' };
          yield { kind: 'delivery', delivery, dueAt: NOW - seconds * 1000 } as DueItem;
        }
      },
      lookedThrough: async () => {},
    },
    rungs: { pendingSummaries: async function* () {} },
    retry: async ({ messageId }: { messageId: string }) => {
      if (failing.includes(Number(messageId))) throw new Error('no connection');
    },
    metrics: { put: (measure: string, value: number) => void figures.push([measure, value]) },
  } as unknown as DueParts;
  return { run: () => runDue(house, parts), figures };
}

describe('what runDue leaves', () => {
  it('is put as the age of the oldest item that it could not see to', async () => {
    const { run, figures } = round([900, 700, 60], [700, 60]);
    await expect(run()).rejects.toThrow('2 of them failed');
    expect(figures).toEqual([['OldestDueUnprocessedSeconds', 700]]);
  });

  it('is nothing where it saw to all', async () => {
    const { run, figures } = round([900, 60]);
    await run();
    expect(figures).toEqual([['OldestDueUnprocessedSeconds', 0]]);
  });
});
