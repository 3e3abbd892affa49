import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { house, jsonata } from '../harness.ts';
import { batches, csvRows, readItems } from '../../../../local/engine/states/read-items.ts';

const CSV = { type: 'CSV', delimiter: ',' } as const;
const NONE = { items: Infinity, bytes: Infinity };

describe('readItems', () => {
  it('reads lists, JSON arrays, JSON lines and tables', () => {
    expect(readItems([1, 2], { type: 'LIST' }, 0)).toEqual([1, 2]);
    expect(readItems('[1, {"a": 2}]', { type: 'JSON' }, 0)).toEqual([1, { a: 2 }]);
    expect(readItems('{"a":1}\n\n{"a":2}\n', { type: 'JSONL' }, 0)).toEqual([{ a: 1 }, { a: 2 }]);
    expect(readItems('a,b\n1,2\n', CSV, 0)).toEqual([{ a: '1', b: '2' }]);
    expect(readItems('1,2\n', { ...CSV, headers: ['x', 'y', 'z'] }, 0)).toEqual([{ x: '1', y: '2', z: '' }]);
  });

  it('takes no more than it may', () => {
    expect(readItems('[1,2,3]', { type: 'JSON' }, 2)).toEqual([1, 2]);
    expect(readItems('[1,2,3]', { type: 'JSON' }, 9)).toEqual([1, 2, 3]);
  });

  it.each([
    ['{"a":1}', { type: 'JSON' }],
    ['[', { type: 'JSON' }],
    ['{', { type: 'JSONL' }],
    ['text', { type: 'LIST' }],
    ['a,a\n1,2', CSV],
  ] as const)('fails for %j as %j', (text, format) => {
    expect(() => readItems(text, format, 0)).toThrow(expect.objectContaining({ name: 'States.ItemReaderFailed' }));
  });
});

describe('csvRows', () => {
  it('gives back what was written, whatever the cells hold', () => {
    const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), { maxLength: 5 }),
        fc.constantFrom(',', '|', ';', '\t', ' '),
        fc.constantFrom('\n', '\r\n'),
        (rows, delimiter, end) => {
          const text = rows.map((row) => row.map(quoted).join(delimiter)).join(end);
          expect(csvRows(text, delimiter)).toEqual(rows);
        },
      ),
    );
  });

  it('ends for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(',', '"', '\n', '\r', 'a') }), (text) => {
        expect(csvRows(text, ',').flat().join('').length).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('batches', () => {
  it('keep within both limits, in order, and lose nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string()),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 60 }),
        (inputs, items, bytes) => {
          const made = batches(inputs, { items, bytes }, undefined).map(
            (batch) => (batch as { Items: string[] }).Items,
          );
          expect(made.flat()).toEqual(inputs);
          for (const batch of made) {
            expect(batch.length).toBeLessThanOrEqual(items);
            const size = batch.reduce((sum, input) => sum + Buffer.byteLength(JSON.stringify(input)) + 1, 0);
            expect(batch.length === 1 || size <= bytes).toBe(true);
          }
        },
      ),
    );
  });

  it('carry the input of the batch', () => {
    expect(batches([1, 2], { ...NONE, items: 1 }, { day: 1 })).toEqual([
      { BatchInput: { day: 1 }, Items: [1] },
      { BatchInput: { day: 1 }, Items: [2] },
    ]);
  });
});

describe('a distributed Map', () => {
  it('takes ten thousand items in one step; one item that runs away is still stopped', async () => {
    const processor = (states: object) => ({
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: Object.keys(states)[0],
      States: states,
    });
    const all = (states: object) =>
      jsonata({
        All: { Type: 'Map', ItemProcessor: processor(states), Output: '{% $count($states.result) %}', End: true },
      });
    const inside = await house();
    const many = Array.from({ length: 10_000 }, (_, i) => i);
    const plain = await inside.execute(all({ One: { Type: 'Pass', End: true } }), many);
    expect(plain).toMatchObject({ status: 'SUCCEEDED', output: 10_000 });
    const round = { One: { Type: 'Pass', Next: 'Two' }, Two: { Type: 'Pass', Next: 'One' } };
    expect(await inside.execute(all(round), [1])).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });
});
