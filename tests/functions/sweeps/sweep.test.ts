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

function sweep(broken: { due?: true; outbox?: true; reconcile?: true } = {}) {
  const visited: string[] = [];
  const failures: string[] = [];
  const visit = (name: string, isBroken: true | undefined) => () => {
    visited.push(name);
    return isBroken === true ? failing() : nothing();
  };
  const parts = {
    house: {
      time: { now: () => 1_764_000_000_000 },
      policy: { mark: 'm', calendar: { coveredThrough: '2026-12-31' } },
    },
    settings: { read: async () => 'm' },
    dueIndex: { due: visit('due', broken.due), lookedThrough: async () => {} },
    rungs: { pendingSummaries: nothing },
    unsettled: { unsettled: visit('reconcile', broken.reconcile), nextUnderReview: async () => [] },
    delivery: { outbox: { waiting: visit('outbox', broken.outbox) } },
    reportFailure: (what: string) => void failures.push(what),
  } as unknown as SweepParts;
  return { run: sweepDoor(parts), visited, failures };
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
