import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prefixEnd } from '../../../../functions/adapters/sqlite/item-query.ts';
import { compareUtf8 } from '../../../../functions/ports/item-range.ts';

const text = fc.string({ unit: 'binary', maxLength: 4 });

describe('prefixEnd', () => {
  it('lies above exactly the texts that begin with the prefix or sort before it', () => {
    fc.assert(
      fc.property(
        text.filter((prefix) => prefix !== ''),
        text,
        (prefix, other) => {
          const end = prefixEnd(prefix);
          const isInside = (value: string): boolean =>
            compareUtf8(value, prefix) >= 0 && (end === undefined || compareUtf8(value, end) < 0);
          expect(isInside(prefix + other)).toBe(true);
          expect(isInside(other)).toBe(other.startsWith(prefix));
        },
      ),
    );
  });

  it.each([
    ['a', 'b'],
    ['a\u{10FFFF}', 'b'],
    ['\uD7FF', '\uE000'],
    ['\uFFFF', '\u{10000}'],
    ['\u{10FFFF}', undefined],
  ])('of %j is %j', (prefix, end) => {
    expect(prefixEnd(prefix)).toBe(end);
  });
});
