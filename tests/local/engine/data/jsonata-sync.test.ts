import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import genuine from 'jsonata';
import { describe, expect, it } from 'vitest';
import { jsonataTwin, loadJsonataTwin, withRandom } from '../../../../local/engine/data/jsonata-sync.ts';
import recorded from './recorded-expressions.json' with { type: 'json' };

const input = {
  name: '张三',
  age: 67,
  members: [
    { name: '李四', age: 40, income: [100, 250.5], tags: ['a', 'b'] },
    { name: '王五', age: 8, income: [], tags: ['b'] },
    { name: '赵六', age: 70, income: [33], tags: [] },
  ],
  address: { town: '黄河路', 'odd key': 1 },
  nothing: null,
  flag: true,
  text: 'a-b-c',
  date: '2026-02-16T00:00:00.000Z',
};
const bindings = () => ({
  states: { input, context: { Execution: { Name: 'x' } } },
  list: [3, 1, 2],
  nested: { a: [{ b: 1 }, { b: 2 }] },
});

/** JSON of the value, or the code of the error: what a state could ever see of it. */
const shown = (value: unknown): string =>
  JSON.stringify(value, (_, inner) =>
    typeof inner === 'function' || (inner as { _jsonata_lambda?: boolean } | null)?._jsonata_lambda
      ? '<function>'
      : inner,
  ) ?? 'undefined';
const failed = (error: unknown): string => `error ${(error as { code?: string }).code ?? String(error)}`;

async function byPackage(text: string): Promise<string> {
  try {
    return shown(await genuine(text).evaluate(undefined, bindings()));
  } catch (error) {
    return failed(error);
  }
}
function byTwin(text: string): string {
  try {
    return shown(jsonataTwin(text).evaluate(undefined, bindings()));
  } catch (error) {
    return failed(error);
  }
}

const WRITTEN = [
  '$states.input.members.name',
  '$states.input.members[age > 18].name',
  '$states.input.members[0].income',
  '$states.input.members.income',
  '$sum($states.input.members.income)',
  '$states.input.members^(age).name',
  '$states.input.members^(>age, name).name',
  '$states.input.members{name: $sum(income)}',
  '$states.input.members.{"n": name, "k": $count(income)}',
  '$map($states.input.members, function($m, $i) { $m.name & $i })',
  '$filter($list, function($x) { $x > 1 })',
  '$reduce($list, function($a, $b) { $a + $b })',
  '$single($list, function($x) { $x = 2 })',
  '$single($list, function($x) { $x > 1 })',
  '$sort($list)',
  '$sort($list, function($a, $b) { $a < $b })',
  '$each($states.input.address, function($v, $k) { $k & "=" & $v })',
  '$sift($states.input.address, function($v) { $v = 1 })',
  '$split($states.input.text, /-/)',
  '$replace($states.input.text, /(\\w)-(\\w)/, "$2+$1")',
  '$replace($states.input.text, /\\w/, function($m) { $uppercase($m.match) })',
  '$match($states.input.text, /[a-c]/)',
  '$contains($states.input.text, /b/)',
  '$states.input ~> |members|{"adult": age >= 18}, ["tags"]|',
  '$states.input.members#$i[$i > 0].{"i": $i, "n": name}',
  '$states.input.members@$m.tags@$t.{"n": $m.name, "t": $t}',
  '$states.input.members.tags.%.name',
  '($f := function($n) { $n <= 1 ? 1 : $n * $f($n - 1) }; $f(10))',
  '($fold := function($n, $acc) { $n = 0 ? $acc : $fold($n - 1, $acc + $n) }; $fold(2000, 0))',
  '($add := function($a, $b) { $a + $b }; $inc := $add(?, 1); $inc(5))',
  '$list ~> $map(function($x) { $x * 2 }) ~> $sum()',
  '[1..5].($ * $)',
  '$toMillis($states.input.date)',
  '$fromMillis(0, "[Y0001]-[M01]-[D01]")',
  '$formatNumber(1234.5, "#,##0.00")',
  '$eval("1 + 1")',
  '$merge([{"a": 1}, {"b": 2}])',
  '$spread($states.input.address)',
  '$lookup($states.input, "name")',
  '$type($states.input.nothing)',
  '$exists($states.input.none)',
  '$states.input.none = $states.input.other',
  '$states.input.none != 1',
  '$boolean([])',
  '$string($states.input.members)',
  '$number("12.5")',
  '$zip([1, 2], ["a", "b"])',
  '$distinct([1, 1, 2])',
  '$append(1, 2)',
  '$states.**.name',
  '$states.input.*',
  '1 + "a"',
  '$nope(1)',
  '"a" & 1 & null & true',
  '{"a": [1, 2, {"b": $list}]}',
  '$list[-1]',
  '$list[[0, 1]]',
  '$nested.a.b[]',
  '$nested.a[0].b[]',
  'function($x) { $x }',
  '$error("stop")',
  '$assert(false, "no")',
];

describe('the synchronous twin of jsonata', () => {
  it.each([...WRITTEN, ...recorded].filter((text) => !/\$(random|now|millis|uuid|shuffle)\b/.test(text)))(
    '%s: the same as the package',
    async (text) => {
      expect(byTwin(text)).toBe(await byPackage(text));
    },
  );

  const leaf = fc.oneof(
    fc.constantFrom(
      '$states.input.age',
      '$states.input.members',
      '$states.input.members.age',
      '$list',
      '$nested.a',
      '$none',
      '$states.input.text',
      'null',
      'true',
      '"b"',
      '[]',
      '{}',
    ),
    fc.integer({ min: -3, max: 9 }).map(String),
  );
  const { expression } = fc.letrec<{ expression: string }>((tie) => ({
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc
        .tuple(
          tie('expression'),
          fc.constantFrom('+', '-', '*', '=', '!=', '<', '>=', 'and', 'or', '&', 'in'),
          tie('expression'),
        )
        .map(([a, op, b]) => `(${a} ${op} ${b})`),
      fc
        .tuple(
          fc.constantFrom(
            '$count',
            '$sum',
            '$string',
            '$reverse',
            '$exists',
            '$not',
            '$boolean',
            '$keys',
            '$length',
            '$max',
            '$distinct',
            '$type',
          ),
          tie('expression'),
        )
        .map(([f, a]) => `${f}(${a})`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `${a}[${b}]`),
      fc.tuple(tie('expression'), fc.constantFrom('name', 'age', 'b', '*', 'none')).map(([a, name]) => `${a}.${name}`),
      fc.tuple(tie('expression'), tie('expression'), tie('expression')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `[${a}, ${b}]`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `{"k": ${a}, "l": ${b}}`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `$map(${a}, function($v) { ${b} })`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `($x := ${a}; ${b} & $x)`),
    ),
  }));

  it('agrees with the package on generated expressions', async () => {
    await fc.assert(
      fc.asyncProperty(expression, async (text) => {
        // Where two parts of an array or object fail, the package reports the one whose promise rejects first, the twin
        // the first in the text: which error it is may differ, that it is one may not.
        const code = (outcome: string): string => outcome.replace(/^error .*/, 'error');
        expect(code(byTwin(text))).toBe(code(await byPackage(text)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('draws $random and $shuffle only from the given source', () => {
    expect(
      withRandom(
        () => 0.25,
        () => jsonataTwin('$random()').evaluate(undefined, {}),
      ),
    ).toBe(0.25);
    expect(() => jsonataTwin('$shuffle([1, 2, 3])').evaluate(undefined, {})).toThrow('randomness');
  });

  it('refuses another version of the package', () => {
    const real = createRequire(import.meta.url);
    const resolve = (id: string): string =>
      id === 'jsonata/package.json' ? real.resolve('typescript/package.json') : real.resolve(id);
    const { version } = JSON.parse(readFileSync(real.resolve('typescript/package.json'), 'utf8')) as {
      version: string;
    };
    expect(() => loadJsonataTwin(resolve)).toThrow(
      `The installed jsonata is ${version}; AWS Step Functions runs 2.0.6`,
    );
  });

  it('refuses a text that exports nothing to call', () => {
    const real = createRequire(import.meta.url);
    const resolve = (id: string): string =>
      id === 'jsonata' ? new URL('./recorded-expressions.json', import.meta.url).pathname : real.resolve(id);
    expect(() => loadJsonataTwin(resolve)).toThrow('exports no function');
  });
});
