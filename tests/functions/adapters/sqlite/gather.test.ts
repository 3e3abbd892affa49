import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultGatherPolicy, gatherMs, nextRecentGroup } from '../../../../functions/adapters/sqlite/gather.ts';

describe('gather window', () => {
  it('does not make a lone client wait', () => {
    expect(gatherMs(1, defaultGatherPolicy)).toBe(0);
  });

  it('grows with the recent group and stays within its bound', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 500, noNaN: true }),
        fc.double({ min: 0, max: 500, noNaN: true }),
        (a, b) => {
          const [less, more] = [Math.min(a, b), Math.max(a, b)];
          expect(gatherMs(less, defaultGatherPolicy)).toBeLessThanOrEqual(gatherMs(more, defaultGatherPolicy));
          expect(gatherMs(more, defaultGatherPolicy)).toBeLessThanOrEqual(defaultGatherPolicy.maxMs);
          expect(gatherMs(less, defaultGatherPolicy)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  it('forgets a burst by halves', () => {
    let recent = 1;
    const seen = [16, 1, 1, 1, 1, 1].map((group) => (recent = nextRecentGroup(recent, group)));
    expect(seen).toEqual([16, 8, 4, 2, 1, 1]);
  });
});
