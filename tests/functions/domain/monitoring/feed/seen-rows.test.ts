import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SeenRows } from '../../../../../functions/domain/monitoring/feed/seen-rows.ts';

const digest = (key: string, content: string): Uint8Array =>
  Buffer.concat([
    createHash('sha256').update(key).digest().subarray(0, 12),
    createHash('sha256').update(content).digest(),
  ]);

describe('SeenRows', () => {
  it('says the same as a map would, through every growth', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3_000), fc.nat(2)), { minLength: 100, maxLength: 9_000 }), (rows) => {
        const seen = new SeenRows();
        const map = new Map<number, { readonly content: number; readonly row: number }>();
        for (const [index, [key, content]] of rows.entries()) {
          const before = map.get(key);
          if (before === undefined) map.set(key, { content, row: index + 1 });
          const expected =
            before === undefined
              ? { kind: 'new' }
              : { kind: before.content === content ? 'same' : 'other', row: before.row };
          expect(seen.see(digest(`k${key}`, `c${content}`), index + 1)).toEqual(expected);
        }
      }),
      { numRuns: 20 },
    );
  });
});
