import { marshall } from '@aws-sdk/util-dynamodb';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemOfImage } from '../../../functions/wiring/stream-image.ts';

/** The marshaller that stands for DynamoDB here stumbles over an attribute called `constructor`; the house writes none. */
const name = fc.string({ minLength: 1 }).filter((text) => !(text in Object.prototype));

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(name, tie('any'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).any;

describe('itemOfImage', () => {
  it('gives back every item that the house can write', () => {
    fc.assert(
      fc.property(
        fc.record({ pk: fc.string({ minLength: 1 }), sk: fc.string({ minLength: 1 }), fields: value }),
        (item) => {
          expect(itemOfImage(marshall(item) as never)).toEqual(item);
        },
      ),
    );
  });

  it.each([
    [{ sk: { S: 'HEAD' } }],
    [{ pk: { S: 'CASE#1' }, sk: { N: '1' } }],
    [{ pk: { S: 'CASE#1' }, sk: { S: 'HEAD' }, set: { SS: ['a'] } }],
    [{ pk: { S: 'CASE#1' }, sk: { S: 'HEAD' }, inner: { M: { deep: { B: 'AA==' } } } }],
  ])('refuses %j, which the house never writes', (image) => {
    expect(() => itemOfImage(image as never)).toThrow(expect.objectContaining({ name: 'InvalidItem' }));
  });
});
