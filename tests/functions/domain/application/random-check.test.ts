import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDrawn, lotOf } from '../../../../functions/domain/application/random-check.ts';

describe('the county’s random check', () => {
  it('never falls below the floor, after any number of files and whatever the lots', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 200 }),
        fc.integer({ min: 1, max: 100 }),
        (lots, percent) => {
          let tally = { seen: 0, drawn: 0 };
          for (const lot of lots) {
            tally = { seen: tally.seen + 1, drawn: tally.drawn + (isDrawn(tally, percent, lot) ? 1 : 0) };
            expect(tally.drawn * 100).toBeGreaterThanOrEqual(percent * tally.seen);
          }
        },
      ),
    );
  });

  it('follows the lot while the floor is kept', () => {
    expect(isDrawn({ seen: 10, drawn: 10 }, 30, 29)).toBe(true);
    expect(isDrawn({ seen: 10, drawn: 10 }, 30, 30)).toBe(false);
  });

  it('spreads lots evenly over receipt numbers', () => {
    const drawn = Array.from({ length: 10_000 }, (_, index) =>
      lotOf(`370502-20260302-${index.toString(36).toUpperCase().padStart(6, '2')}`),
    ).filter((lot) => lot < 30);
    expect(drawn.length).toBeGreaterThan(2_700);
    expect(drawn.length).toBeLessThan(3_300);
  });
});
