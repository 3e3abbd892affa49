import { describe, expect, it } from 'vitest';
import { sweepDoor } from '../../../functions/sweeps/sweep.ts';
import type { SweepParts } from '../../../functions/sweeps/sweep.ts';

const nothing = async function* () {};
const failing = () => ({
  // oxlint-disable-next-line require-yield -- it fails before the first
  [Symbol.asyncIterator]: async function* (): AsyncGenerator<never> {
    throw new Error('no index');
  },
});

const NOW = 1_764_000_000_000;

function sweep(broken: { due?: true; outbox?: true; reconcile?: true } = {}, waitingSince: readonly number[] = []) {
  const visited: string[] = [];
  const failures: string[] = [];
  const figures: [string, number][] = [];
  const visit = (name: string, isBroken: true | undefined) => () => {
    visited.push(name);
    return isBroken === true ? failing() : nothing();
  };
  const parts = {
    house: {
      time: { now: () => NOW },
      policy: { mark: 'm', calendar: { coveredThrough: '2026-12-31' } },
    },
    settings: { read: async () => 'm' },
    dueIndex: { due: visit('due', broken.due), lookedThrough: async () => {} },
    rungs: { pendingSummaries: nothing },
    unsettled: { unsettled: visit('reconcile', broken.reconcile), nextUnderReview: async () => [] },
    delivery: {
      outbox: {
        waiting: async function* () {
          yield* visit('outbox', broken.outbox)();
          for (const at of waitingSince) yield { id: 'm', message: { kind: 'notify' }, at };
        },
      },
    },
    metrics: { put: (measure: string, value: number) => void figures.push([measure, value]) },
    reportFailure: (what: string) => void failures.push(what),
  } as unknown as SweepParts;
  return { run: sweepDoor(parts), visited, failures, figures };
}

describe('sweepDoor', () => {
  it('looks at limits, then at waiting messages, then at what was left behind, and counts', async () => {
    const { run, visited } = sweep();
    await expect(run()).resolves.toEqual({
      reprojected: 0,
      due: { noticesEnded: 0, limitsExceeded: 0, reminded: 0 },
      delivered: 0,
      reconciled: { rungAgain: 0, restarted: 0, cancelled: 0 },
      scanned: false,
    });
    expect(visited).toEqual(['due', 'outbox', 'reconcile']);
  });

  it('puts how long the oldest message had waited, and that nothing due was left', async () => {
    const { run, figures } = sweep({}, [NOW - 1000, NOW - 90_000]);
    await run();
    expect(figures).toEqual([
      ['OldestDueUnprocessedSeconds', 0],
      ['OutboxLagSeconds', 90],
    ]);
  });

  it('puts no figure where it could not look', async () => {
    const { run, figures } = sweep({ due: true, outbox: true });
    await expect(run()).rejects.toThrow('due, outbox');
    expect(figures).toEqual([]);
  });

  it.each([
    [{ due: true }, 'due'],
    [{ outbox: true }, 'outbox'],
    [{ due: true, reconcile: true }, 'due, reconcile'],
  ] as const)('finishes the others where %j fails, and then says so', async (broken, names) => {
    const { run, visited, failures } = sweep(broken);
    await expect(run()).rejects.toMatchObject({
      name: 'SweepIncomplete',
      message: `the sweep did not finish: ${names}.`,
    });
    expect(visited).toEqual(['due', 'outbox', 'reconcile']);
    expect(failures).toEqual(names.split(', ').map((name) => `sweep ${name}`));
  });
});
