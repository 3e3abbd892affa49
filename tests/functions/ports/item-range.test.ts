import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareUtf8, sortRangeOf } from '../../../functions/ports/item-range.ts';

const text = fc.string({ unit: 'binary', maxLength: 5 });

describe('compareUtf8', () => {
  it('orders as the bytes do', () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        const byBytes = Buffer.compare(Buffer.from(left), Buffer.from(right));
        expect(Math.sign(compareUtf8(left, right))).toBe(byBytes);
      }),
      { numRuns: 500 },
    );
  });

  it('puts a character beyond U+FFFF after U+FFFF, unlike JavaScript', () => {
    expect(compareUtf8('\uFFFF', '\u{1F600}')).toBeLessThan(0);
    expect(['\uFFFF', '\u{1F600}'].toSorted()).toEqual(['\u{1F600}', '\uFFFF']);
  });
});

describe('sortRangeOf', () => {
  it.each([
    [undefined, { kind: 'all' }],
    [{ beginsWith: '' }, { kind: 'all' }],
    [{ beginsWith: 'a' }, { kind: 'prefix', prefix: 'a' }],
    [{}, { kind: 'all' }],
    [{ from: '' }, { kind: 'all' }],
    [{ from: 'a' }, { kind: 'between', from: 'a' }],
    [
      { from: '', to: 'b' },
      { kind: 'between', to: 'b' },
    ],
    [
      { from: 'b', to: 'b' },
      { kind: 'between', from: 'b', to: 'b' },
    ],
    [{ from: 'b', to: 'a' }, { kind: 'none' }],
    [{ to: '' }, { kind: 'none' }],
  ])('reads %j', (range, expected) => {
    expect(sortRangeOf({ partition: 'p', ...(range === undefined ? {} : { range }) })).toEqual(expected);
  });
});
