import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributesSize } from '../../../functions/ports/item-size.ts';

const invalid = (path: string) =>
  expect.objectContaining({ name: 'InvalidItem', message: expect.stringContaining(`"${path}"`) });
const nest = (levels: number): never => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = [value];
  return value as never;
};

describe('attributesSize', () => {
  it.each([
    [{ a: '' }, 1],
    [{ name: 'abc' }, 7],
    [{ 名: '张三' }, 9],
    [{ a: true, b: null }, 4],
    [{ n: 1 }, 3],
    [{ n: -12345 }, 6],
    [{ l: ['ab', 1] }, 1 + 3 + (1 + 2) + (1 + 2)],
    [{ m: { k: 'v' } }, 1 + 3 + 1 + 1 + 1],
  ])('of %j is %i', (attributes, size) => {
    expect(attributesSize(attributes)).toBe(size);
  });

  it('grows with every attribute', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string()), fc.string(), (attributes, text) => {
        fc.pre(attributes['more'] === undefined);
        expect(attributesSize({ ...attributes, more: text })).toBe(
          attributesSize(attributes) + 4 + Buffer.byteLength(text),
        );
      }),
    );
  });

  it.each<[string, unknown]>([
    ['x', undefined],
    ['x', Number.NaN],
    ['x', Infinity],
    ['x', 2 ** 53],
    ['x', 1e-131],
    ['x', 10n],
    ['x', '\udc00'],
    ['x.inner[1]', { inner: [1, undefined] }],
  ])('refuses and names "%s" being %s', (path, value) => {
    expect(() => attributesSize({ x: value as never })).toThrow(invalid(path));
  });

  it('refuses nesting beyond 32 levels', () => {
    expect(attributesSize({ x: nest(32) })).toBeGreaterThan(0);
    expect(() => attributesSize({ x: nest(33) })).toThrow(/deeper than 32/);
  });
});
