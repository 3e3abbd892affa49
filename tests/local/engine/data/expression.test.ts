import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileExpression, ExpressionSyntaxError } from '../../../../local/engine/data/expression.ts';
import { quick, SLOW } from '../../../../local/engine/data/fast-path.ts';
import { jsonataTwin } from '../../../../local/engine/data/jsonata-sync.ts';
import type { Scope } from '../../../../local/engine/data/scope.ts';
import { compileTemplate } from '../../../../local/engine/data/template.ts';
import type { Json, JsonObject } from '../../../../local/engine/json.ts';
import { AWS_LIMITS, type Sources } from '../../../../local/engine/ports.ts';
import { seededRandom } from '../../../../local/engine/random.ts';

const sources = (more: Partial<Sources> = {}): Sources => ({
  at: Date.parse('2026-02-16T00:00:00Z'),
  random: seededRandom(7),
  hash: (algorithm, text) => createHash(algorithm.replace('SHA-', 'SHA')).update(text).digest('hex'),
  stopwatch: () => 0,
  limits: AWS_LIMITS,
  ...more,
});
const scope = (input: Json = {}, variables: JsonObject = {}, more: Partial<Sources> = {}): Scope => ({
  states: { input, context: {} },
  variables,
  sources: sources(more),
});
const run = (text: string, given: Scope = scope()): Json => compileExpression(text).evaluate(given, 'Output');

describe('compileExpression', () => {
  it('tells what is wrong with the text', () => {
    expect(() => compileExpression('1 +')).toThrow(ExpressionSyntaxError);
    expect(() => compileExpression('$a ?? 1')).toThrow(ExpressionSyntaxError);
    expect(() => compileExpression('('.repeat(200_000))).toThrow(ExpressionSyntaxError);
  });

  it('calls nothing an error', () => {
    expect(() => run('$states.input.a', scope({}))).toThrow(
      "The JSONata expression '$states.input.a' specified for the field 'Output' returned nothing (undefined).",
    );
  });

  it('calls a function no result', () => {
    expect(() => run('function($x) { $x }')).toThrow('returned an unsupported result type');
    expect(() => run('{"a": [$sum]}')).toThrow('returned an unsupported result type');
  });

  it('tells the evaluator’s own words', () => {
    expect(() => run('"a" + 1')).toThrow(
      'threw an error during evaluation. T2001: The left side of the "+" operator must evaluate to a number',
    );
  });

  it('hands out plain arrays, never the evaluator’s sequences', () => {
    const found = run('$states.input.m.n', scope({ m: [{ n: 1 }, { n: 2 }] }));
    expect(Object.getOwnPropertyNames(found)).toEqual(['0', '1', 'length']);
  });

  it('comes to an end with a regular expression that would backtrack for years', () => {
    const input = { text: `${'a'.repeat(60)}!` };
    expect(run('$contains($states.input.text, /^(a+)+$/)', scope(input))).toBe(false);
    expect(run('$match($states.input.text, /^(a|aa)+$/) = []', scope(input))).toBe(false);
  });

  it('shares what it did not change', () => {
    const a = { deep: [1, { x: 2 }] };
    expect(run('$states.input.a', scope({ a }))).toBe(a);
  });

  it('takes time, ids and chance from the ports only', () => {
    const text = '[$now(), $millis(), $uuid(), $random(), $shuffle([1, 2, 3, 4])]';
    expect(run(text)).toEqual(run(text));
    expect(run('$now()')).toBe('2026-02-16T00:00:00.000Z');
    expect(run('$now("[Y]-[M]-[D]", "+0800")')).toBe('2026-2-16');
    expect(run('$uuid()')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it.each<[string, Json]>([
    ['$partition([1, 2, 3, 4, 5], 2)', [[1, 2], [3, 4], [5]]],
    ['$range(1, 10, 3)', [1, 4, 7, 10]],
    ['$range(3, 1, -1)', [3, 2, 1]],
    ['$hash("input data", "MD5")', '812f45842bc6d66ee14572ce20db8e86'],
    ['$parse("{\\"a\\": [1]}").a', [1]],
    ['$random(5) = $random(5)', true],
  ])('%s', (text, expected) => {
    expect(run(text)).toEqual(expected);
  });

  it.each([
    '$range(1, 5000, 1)',
    '$range(1, 2, 0)',
    '$partition([1], 0)',
    '$hash("a", "CRC")',
    '$parse("{")',
    '$eval("1")',
  ])('%s is an error', (text) => {
    expect(() => run(text)).toThrow('threw an error during evaluation');
  });

  it('stops what runs away: steps, depth, time', () => {
    expect(() => run('($f := function($n) { $f($n + 1) }; $f(1))')).toThrow('U1002');
    expect(() => run('($f := function($n) { 1 + $f($n + 1) }; $f(1))')).toThrow('U1001');
    let now = 0;
    const slow = scope({}, {}, { stopwatch: () => (now += 600) });
    expect(() => run('$sum([1..20000].($ * 2))', slow)).toThrow('longer than 1000 ms');
  });

  it('is as good as new after a failure', () => {
    expect(() => run('($f := function($n) { 1 + $f($n + 1) }; $f(1))')).toThrow('U1001');
    expect(run('1 + 1')).toBe(2);
  });
});

describe('the short way', () => {
  const value = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<Json>(null, true, false, 0, 1, -1, 1.5, '', 'a', 'b'),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'toString', 'length'), tie('value'), { maxKeys: 3 }),
    ),
  })).value;
  const path = fc
    .tuple(
      fc.constantFrom('$states.input', '$states.result', '$states.context', '$x', '$y'),
      fc.array(fc.constantFrom('a', 'b', 'toString', 'length', '`a`'), { maxLength: 3 }),
    )
    .map(([head, names]) => [head, ...names].join('.'));
  const simple = fc.oneof(path, fc.constantFrom('null', 'true', '1', '-1', '1.5', '"a"', '""'));
  const comparison = fc
    .tuple(simple, fc.constantFrom('=', '!=', '<', '<=', '>', '>=', 'and', 'or', '&'), simple)
    .map(([a, operator, b]) => `${a} ${operator} ${b}`);
  const text = fc.oneof(
    simple,
    comparison,
    fc.tuple(comparison, fc.constantFrom('and', 'or'), comparison).map(([a, operator, b]) => `(${a}) ${operator} ${b}`),
  );

  const outcome = (act: () => unknown): unknown => {
    try {
      return JSON.stringify(act()) ?? 'undefined';
    } catch (error) {
      return (error as { code?: string }).code ?? 'error';
    }
  };

  it('gives what JSONata gives, or leaves it to JSONata', () => {
    let short = 0;
    fc.assert(
      fc.property(text, value, value, value, (source, input, result, x) => {
        const given: Scope = {
          states: { input, context: { a: { b: 1 } }, result },
          variables: { x },
          sources: sources(),
        };
        const compiled = jsonataTwin(source);
        const way = quick(compiled.ast());
        if (way === undefined) return;
        const found = way(given);
        if (found === SLOW) return;
        short++;
        expect(outcome(() => found)).toBe(
          outcome(() => compiled.evaluate(undefined, { ...given.variables, states: given.states })),
        );
      }),
      { numRuns: 5_000 },
    );
    expect(short).toBeGreaterThan(1_000);
  });
});

describe('compileTemplate', () => {
  it('evaluates marked strings and leaves the rest as it stands', () => {
    const template = compileTemplate(
      { a: '{% $states.input.n %}', b: [1, '{% $x %}', ' {% no %}'], c: { d: null } },
      'Output',
    );
    expect(template(scope({ n: null }, { x: false }))).toEqual({ a: null, b: [1, false, ' {% no %}'], c: { d: null } });
  });

  it('names the field that failed', () => {
    const template = compileTemplate({ a: { b: '{% $none %}' } }, 'Arguments');
    expect(() => template(scope())).toThrow("specified for the field 'Arguments/a/b'");
  });
});
