import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileIntrinsic, IntrinsicSyntaxError } from '../../../../local/engine/data/intrinsics.ts';
import { compilePath, PathSyntaxError } from '../../../../local/engine/data/jsonpath.ts';
import type { Scope } from '../../../../local/engine/data/scope.ts';
import { StatesError } from '../../../../local/engine/errors.ts';
import type { Json } from '../../../../local/engine/json.ts';
import { AWS_LIMITS } from '../../../../local/engine/ports.ts';
import { seededRandom } from '../../../../local/engine/random.ts';

const scope: Scope = {
  states: { input: null, context: { Execution: { Name: 'x' } } },
  variables: { v: { w: [1, 2] } },
  sources: {
    at: 0,
    random: seededRandom(3),
    hash: (name, text) => createHash(name.replace('SHA-', 'SHA')).update(text).digest('hex'),
    stopwatch: () => 0,
    limits: AWS_LIMITS,
  },
};
const document: Json = {
  a: { b: [10, 20, 30, 40], 'c d': 1, n: null },
  list: [
    { id: 1, name: 'x', price: 5 },
    { id: 2, name: 'y', price: 15, tags: ['t'] },
    { id: 3, price: 25 },
  ],
};
const read = (text: string): Json | undefined => compilePath(text).read(scope, document);

describe('compilePath', () => {
  it.each<[string, Json | undefined]>([
    ['$.a.b[1]', 20],
    ["$['a']['c d']", 1],
    ['$.a.b[-1]', 40],
    ['$.a.n', null],
    ['$.a.none', undefined],
    ['$.a.b.c', undefined],
    ['$.a.b[9]', undefined],
    ['$.constructor', undefined],
    ['$.a.b[*]', [10, 20, 30, 40]],
    ['$.a.b[1:3]', [20, 30]],
    ['$.a.b[:2]', [10, 20]],
    ['$.a.b[-2:]', [30, 40]],
    ['$.a.b[::2]', [10, 30]],
    ['$.a.b[0,2]', [10, 30]],
    ["$.a['n','c d']", [null, 1]],
    ['$.list[*].id', [1, 2, 3]],
    ['$.list..name', ['x', 'y']],
    ['$..tags[0]', ['t']],
    ['$.list[?(@.price > 10)].id', [2, 3]],
    ["$.list[?(@.name == 'y')].id", [2]],
    ['$.list[?(@.name)].id', [1, 2]],
    ['$.list[?(!(@.name) || @.price <= 5)].id', [1, 3]],
    ["$.list[?(@.price >= 5 && @.name != 'x')].id", [2, 3]],
    ["$.list[?(@.tags[0] == 't')].id", [2]],
    ['$.list[?(@.price == $.a.b[9])].id', []],
    ['$.list[?(@.name =~ /X/i)].id', [1]],
    ['$.none[*]', []],
    ['$$.Execution.Name', 'x'],
    ['$v.w[1]', 2],
    ['$none.a', undefined],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    '',
    'a',
    '$a..',
    '$.',
    '$.a[',
    "$.a['b]",
    '$.a[x]',
    '$.a[?(@.b ==)]',
    '$.a[?(@.b =~ /(/)]',
    '$ .a',
    '$.a[?()]',
  ])('%j is no path', (text) => {
    expect(() => compilePath(text)).toThrow(PathSyntaxError);
  });

  const part = fc.constantFrom(
    '.',
    '..',
    '[',
    ']',
    '*',
    "'",
    '"',
    '?(',
    ')',
    '@',
    '==',
    '&&',
    '=~',
    '/',
    '(',
    '\\',
    ':',
    ',',
    '-1',
    '0',
    'a',
    '$',
    ' ',
    '家',
  );
  it('reads any text as a path or calls it none', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), fc.jsonValue(), (parts, value) => {
        let thrown: unknown;
        try {
          compilePath(`$${parts.join('')}`).read(scope, value as Json);
        } catch (error) {
          thrown = error;
        }
        expect(thrown === undefined || thrown instanceof PathSyntaxError).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('compileIntrinsic', () => {
  const run = (text: string, root: Json = document): Json => compileIntrinsic(text, 'f.$')(scope, root);

  it.each<[string, Json]>([
    ["States.Format('{} of {}', $.a.b[0], 'x')", '10 of x'],
    ["States.Format('{}', $.a)", '{b=[10, 20, 30, 40], c d=1, n=null}'],
    ["States.Array(1, 'a', true, null, $.a.n)", [1, 'a', true, null, null]],
    ['States.ArrayPartition($.a.b, 3)', [[10, 20, 30], [40]]],
    ['States.ArrayContains($.a.b, 20)', true],
    ['States.ArrayRange(1, 9, 4)', [1, 5, 9]],
    ['States.ArrayGetItem($.a.b, 3)', 40],
    ['States.ArrayLength($.a.b)', 4],
    ['States.ArrayUnique(States.Array(1, 1, 2, States.Array(1), States.Array(1)))', [1, 2, [1]]],
    ["States.Base64Encode('Data to encode')", 'RGF0YSB0byBlbmNvZGU='],
    ["States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", 'Data to encode'],
    ["States.Hash('input data', 'SHA-1')", 'aaff4a450a104cd177d28d18d74485e8cae074b7'],
    [
      'States.JsonMerge(States.StringToJson(\'\\{"a":1,"b":2\\}\'), $.list[0], false)',
      { a: 1, b: 2, id: 1, name: 'x', price: 5 },
    ],
    ["States.StringToJson('[1,2]')", [1, 2]],
    ['States.JsonToString($.a.b)', '[10,20,30,40]'],
    ['States.MathAdd($.a.b[0], -3)', 7],
    ["States.StringSplit('a.b+c', '.+')", ['a', 'b', 'c']],
    ['States.MathRandom(5, 6)', 5],
    ["States.Format('{}', States.Format('{}', States.Format('{}', 1)))", '1'],
  ])('%s', (text, expected) => {
    expect(run(text)).toEqual(expected);
  });

  it('draws from the port, or from its seed', () => {
    expect(run('States.UUID()')).toMatch(/^[0-9a-f-]{36}$/);
    expect(run('States.UUID()')).not.toBe(run('States.UUID()'));
    expect(run('States.MathRandom(0, 1000000, 42)')).toBe(run('States.MathRandom(0, 1000000, 42)'));
  });

  it.each([
    'States.ArrayLength(1)',
    'States.MathAdd(1)',
    "States.Format('{} {}', 1)",
    "States.Format('{}', 1, 2)",
    'States.ArrayRange(1, 100000, 1)',
    "States.Hash('a', 'CRC')",
    "States.StringToJson('{')",
    'States.JsonMerge(1, 2, false)',
    'States.ArrayPartition($.a.b, 0)',
  ])('%s fails with its own text', (text) => {
    expect(() => run(text)).toThrow(StatesError);
    expect(() => run(text)).toThrow(`The function '${text}' had the following error: `);
  });

  it.each([
    'States.Nope()',
    'States.UUID(',
    'States.UUID() x',
    "States.Format('a)",
    'States.Array(1,)',
    'States.Array(x)',
    'States.Array($.)',
  ])('%s is no call', (text) => {
    expect(() => compileIntrinsic(text, 'f')).toThrow(IntrinsicSyntaxError);
  });

  it('reads any text as a call or calls it none', () => {
    const part = fc.constantFrom(
      'States.',
      'Array',
      'Format',
      '(',
      ')',
      ',',
      "'",
      '\\',
      '{}',
      '$',
      '$.a',
      '1',
      ' ',
      'true',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        let thrown: unknown;
        try {
          compileIntrinsic(`States.${parts.join('')}`, 'f')(scope, document);
        } catch (error) {
          thrown = error;
        }
        expect(thrown === undefined || thrown instanceof IntrinsicSyntaxError || thrown instanceof StatesError).toBe(
          true,
        );
      }),
      { numRuns: 3_000 },
    );
  });
});
