import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCursor, writeCursor } from '../../../functions/ports/item-cursor.ts';
import type { ItemQuery } from '../../../functions/ports/item-store.ts';

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });
const refused = expect.objectContaining({ name: 'InvalidCursor' });

describe('cursor', () => {
  it('comes back as it was written, on a table and on an index', () => {
    fc.assert(
      fc.property(text, text, text, text, (partition, pk, sk, indexSort) => {
        const onTable: ItemQuery = { partition };
        expect(readCursor({ ...onTable, after: writeCursor(onTable, { pk, sk }) })).toEqual({ pk, sk });
        const onIndex: ItemQuery = { partition, index: 'gsi1' };
        const after = writeCursor(onIndex, { pk, sk, indexSort });
        expect(readCursor({ ...onIndex, after })).toEqual({ pk, sk, indexSort });
      }),
    );
  });

  it('is refused after any change, and never breaks in another way', () => {
    const query: ItemQuery = { partition: 'p' };
    const whole = writeCursor(query, { pk: 'p', sk: 'EVT#00000042' });
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.string({ maxLength: 3 }), (at, put) => {
        const after = whole.slice(0, at) + put + whole.slice(at + 1);
        fc.pre(after !== whole);
        expect(() => readCursor({ ...query, after })).toThrow(refused);
      }),
    );
  });

  it('is refused on another index or partition', () => {
    const after = writeCursor({ partition: 'p' }, { pk: 'p', sk: 's' });
    expect(() => readCursor({ partition: 'q', after })).toThrow(refused);
    expect(() => readCursor({ partition: 'p', index: 'gsi1', after })).toThrow(refused);
  });
});
