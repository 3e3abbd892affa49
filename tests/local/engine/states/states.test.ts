import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../local/engine/json.ts';
import { house, type Door, jsonata, jsonpath, START, TASK } from '../harness.ts';

const call = (more: object = {}): object => ({
  Type: 'Task',
  Resource: TASK,
  Arguments: { FunctionName: 'f' },
  End: true,
  ...more,
});
const failing = (
  ...names: readonly string[]
): { readonly calls: readonly number[]; readonly doors: Record<string, Door> } => {
  const calls: number[] = [];
  const f = (): Json => {
    const name = names[calls.length];
    calls.push(calls.length);
    if (name !== undefined) throw Object.assign(new Error('why'), { name });
    return 'ok';
  };
  return { calls, doors: { f } };
};

describe('Retry', () => {
  it('waits IntervalSeconds × BackoffRate^n, at most MaxDelaySeconds', async () => {
    const { execute, engine } = await house(failing('E', 'E', 'E', 'E').doors);
    const { executionArn, stopDate } = await execute(
      jsonata({
        A: call({
          Retry: [{ ErrorEquals: ['E'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 4, MaxDelaySeconds: 10 }],
          Output: 'ok',
        }),
      }),
    );
    expect(stopDate! - START).toBe((2 + 6 + 10 + 10) * 1_000);
    const attempts = (await engine.getExecutionHistory(executionArn)).filter(({ type }) => type === 'TaskScheduled');
    expect(attempts.map(({ timestamp }) => (timestamp - START) / 1_000)).toEqual([0, 2, 8, 18, 28]);
  });

  it('uses defaults 1 s, × 2, 3 attempts', async () => {
    const { execute } = await house(failing('E', 'E', 'E', 'E', 'E').doors);
    const result = await execute(jsonata({ A: call({ Retry: [{ ErrorEquals: ['States.ALL'] }] }) }));
    expect(result).toMatchObject({ status: 'FAILED', error: 'E', stopDate: START + 7_000 });
  });

  it('counts each rule on its own and takes the first that matches', async () => {
    const { calls, doors } = failing('A', 'B', 'A', 'B', 'A');
    const { execute } = await house(doors);
    const result = await execute(
      jsonata({
        A: call({
          Retry: [
            { ErrorEquals: ['A'], MaxAttempts: 2 },
            { ErrorEquals: ['States.TaskFailed'], MaxAttempts: 5 },
          ],
        }),
      }),
    );
    expect(result).toMatchObject({ status: 'FAILED', error: 'A' });
    expect(calls).toHaveLength(5);
  });

  it('draws a full jitter between nothing and the pause', async () => {
    const stops = await Promise.all(
      [1, 2, 3, 4].map(async (seed) => {
        const { execute } = await house(failing('E').doors, { seed });
        return (
          (
            await execute(
              jsonata({ A: call({ Retry: [{ ErrorEquals: ['E'], IntervalSeconds: 100, JitterStrategy: 'FULL' }] }) }),
            )
          ).stopDate! - START
        );
      }),
    );
    expect(new Set(stops).size).toBe(4);
    for (const stop of stops) expect(stop).toBeLessThanOrEqual(100_000);
  });

  it('counts in the context object and evaluates the arguments anew', async () => {
    const seen: Json[] = [];
    const { execute } = await house({
      f: (payload) => {
        seen.push(payload);
        if (seen.length < 3) throw new Error('again');
        return null;
      },
    });
    const result = await execute(
      jsonata({
        A: call({
          Arguments: { FunctionName: 'f', Payload: '{% $states.context.State.RetryCount %}' },
          Retry: [{ ErrorEquals: ['Error'] }],
        }),
      }),
    );
    expect(result.status).toBe('SUCCEEDED');
    expect(seen).toEqual([0, 1, 2]);
  });

  it('runs a whole Parallel again', async () => {
    const { calls, doors } = failing('E');
    const { execute } = await house(doors);
    const result = await execute(
      jsonata({
        P: {
          Type: 'Parallel',
          Branches: [{ StartAt: 'A', States: { A: call({ Output: 1 }) } }],
          Retry: [{ ErrorEquals: ['E'] }],
          End: true,
        },
      }),
    );
    expect(result).toMatchObject({ status: 'SUCCEEDED', output: [1] });
    expect(calls).toHaveLength(2);
  });
});

describe('Catch', () => {
  const caught = (names: readonly string[], more: object = {}): object => ({
    A: call({ Catch: [{ ErrorEquals: names, Next: 'B', ...more }], ...more }),
    B: { Type: 'Succeed' },
  });

  it.each<[string, readonly string[], boolean]>([
    ['its name', ['E'], true],
    ['another name', ['F'], false],
    ['States.ALL', ['States.ALL'], true],
    ['States.TaskFailed', ['States.TaskFailed'], true],
    ['States.Timeout', ['States.Timeout'], false],
  ])('an error is caught by %s: %s → %s', async (_, names, taken) => {
    const { execute } = await house(failing('E').doors);
    expect((await execute(jsonata(caught(names)))).status).toBe(taken ? 'SUCCEEDED' : 'FAILED');
  });

  it.each<[readonly string[], boolean]>([
    [['States.Timeout'], true],
    [['States.ALL'], true],
    [['States.TaskFailed'], false],
  ])('a time limit is caught by %s: %s', async (names, taken) => {
    const { execute, time } = await house({ f: () => time.sleep(60_000) });
    const result = await execute(
      jsonata({ A: call({ TimeoutSeconds: 5, Catch: [{ ErrorEquals: names, Next: 'B' }] }), B: { Type: 'Succeed' } }),
    );
    expect(result.status).toBe(taken ? 'SUCCEEDED' : 'FAILED');
    expect(result.stopDate).toBe(START + 5_000);
  });

  it('hands on Error and Cause, or what its Output says; its Assign sees them', async () => {
    const { execute } = await house(failing('E').doors);
    const definition = jsonata({
      A: call({
        Catch: [
          {
            ErrorEquals: ['E'],
            Assign: { why: '{% $states.errorOutput.Error %}' },
            Output: { was: '{% $states.input %}' },
            Next: 'B',
          },
        ],
      }),
      B: { Type: 'Pass', Output: ['{% $states.input %}', '{% $why %}'], End: true },
    });
    expect((await execute(definition, { n: 1 })).output).toEqual([{ was: { n: 1 } }, 'E']);
  });

  it('catches expressions that fail in the state', async () => {
    const { execute } = await house({ f: () => null });
    const definition = jsonata({
      A: call({
        Output: '{% $states.result.none %}',
        Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'B' }],
      }),
      B: { Type: 'Pass', Output: '{% $states.input.Error %}', End: true },
    });
    expect((await execute(definition)).output).toBe('States.QueryEvaluationError');
  });

  it('whose own expression fails ends the execution with that', async () => {
    const { execute } = await house(failing('E').doors);
    const definition = jsonata({
      A: call({ Catch: [{ ErrorEquals: ['E'], Output: '{% $none %}', Next: 'B' }] }),
      B: { Type: 'Succeed' },
    });
    expect(await execute(definition)).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });
});

describe('variables', () => {
  it('Assign and Output both see the state’s entry, never each other', async () => {
    const { execute } = await house();
    const definition = jsonata({
      A: { Type: 'Pass', Assign: { x: 1, y: 10 }, Next: 'B' },
      B: { Type: 'Pass', Assign: { x: '{% $y %}', y: '{% $x %}' }, Output: ['{% $x %}', '{% $y %}'], Next: 'C' },
      C: { Type: 'Pass', Output: ['{% $states.input %}', '{% $x %}', '{% $y %}'], End: true },
    });
    expect((await execute(definition)).output).toEqual([[1, 10], 10, 1]);
  });

  it('branches read what is outside, and what they assign stays inside', async () => {
    const { execute } = await house();
    const branch = (name: string): object => ({
      StartAt: `${name}1`,
      States: {
        [`${name}1`]: { Type: 'Pass', Assign: { mine: name }, Next: `${name}2` },
        [`${name}2`]: { Type: 'Pass', Output: '{% $outer & $mine %}', End: true },
      },
    });
    const definition = jsonata({
      A: { Type: 'Pass', Assign: { outer: 'o' }, Next: 'P' },
      P: {
        Type: 'Parallel',
        Branches: [branch('a'), branch('b')],
        Assign: { all: '{% $join($states.result) %}' },
        Next: 'Z',
      },
      Z: { Type: 'Pass', Output: ['{% $states.input %}', '{% $all %}', '{% $exists($mine) %}'], End: true },
    });
    expect((await execute(definition)).output).toEqual([['oa', 'ob'], 'oaob', false]);
  });
});

describe('Choice', () => {
  it('takes the first rule that holds, else Default', async () => {
    const { execute } = await house();
    const definition = jsonata({
      A: {
        Type: 'Choice',
        Choices: [
          { Condition: '{% $states.input.n > 10 %}', Next: 'Big' },
          { Condition: '{% $states.input.n > 5 %}', Next: 'Middle', Output: 'm' },
        ],
        Default: 'Small',
      },
      Big: { Type: 'Pass', Output: 'big', End: true },
      Middle: { Type: 'Pass', End: true },
      Small: { Type: 'Pass', Output: 'small', End: true },
    });
    expect((await execute(definition, { n: 11 })).output).toBe('big');
    expect((await execute(definition, { n: 6 })).output).toBe('m');
    expect((await execute(definition, { n: 1 })).output).toBe('small');
  });

  it('without one is States.NoChoiceMatched', async () => {
    const { execute } = await house();
    const result = await execute(
      jsonata({ A: { Type: 'Choice', Choices: [{ Condition: false, Next: 'B' }] }, B: { Type: 'Succeed' } }),
    );
    expect(result).toMatchObject({ status: 'FAILED', error: 'States.NoChoiceMatched' });
    expect(result.cause).toContain("An error occurred while executing the state 'A' (entered at the event id #2).");
  });

  it('whose condition is no boolean fails', async () => {
    const { execute } = await house();
    const result = await execute(
      jsonata({ A: { Type: 'Choice', Choices: [{ Condition: '{% 1 %}', Next: 'B' }] }, B: { Type: 'Succeed' } }),
    );
    expect(result.cause).toContain(
      "returned an unexpected result type. Expected 'boolean', but was 'number' for value: 1",
    );
  });

  it.each<[object, Json, boolean]>([
    [{ Variable: '$.a', StringMatches: 'a*c\\*' }, { a: 'abbc*' }, true],
    [{ Variable: '$.a', StringMatches: 'a*c' }, { a: 'abcd' }, false],
    [{ Variable: '$.a', IsPresent: false }, {}, true],
    [{ Variable: '$.a', TimestampLessThan: '2026-01-01T00:00:00Z' }, { a: '2025-12-31T23:59:59+00:00' }, true],
    [{ And: [{ Variable: '$.a', IsNumeric: true }, { Not: { Variable: '$.a', NumericEquals: 2 } }] }, { a: 1 }, true],
    [
      {
        Or: [
          { Variable: '$.a', BooleanEquals: true },
          { Variable: '$.b', NumericGreaterThanEqualsPath: '$.c' },
        ],
      },
      { a: 'x', b: 3, c: 3 },
      true,
    ],
    [{ Variable: '$.a', NumericEquals: 1 }, { a: '1' }, false],
  ])('JSONPath %j over %j: %s', async (rule, input, holds) => {
    const { execute } = await house();
    const definition = jsonpath({
      A: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' },
      Yes: { Type: 'Pass', Result: true, End: true },
      No: { Type: 'Pass', Result: false, End: true },
    });
    expect((await execute(definition, input)).output).toBe(holds);
  });
});

describe('Wait', () => {
  it.each<[object, number]>([
    [{ Seconds: 90 }, 90_000],
    [{ Seconds: '{% $states.input.n * 60 %}' }, 120_000],
    [{ Timestamp: '2026-03-01T00:00:00Z' }, Date.parse('2026-03-01T00:00:00Z') - START],
    [{ Timestamp: '{% "2020-01-01T00:00:00Z" %}' }, 0],
    [{ Seconds: 31_536_000 }, 31_536_000_000],
  ])('%j', async (how, ms) => {
    const { execute } = await house();
    expect((await execute(jsonata({ W: { Type: 'Wait', ...how, End: true } }), { n: 2 })).stopDate).toBe(START + ms);
  });
});

describe('Parallel', () => {
  it('the first failure stops the siblings and their tasks', async () => {
    let aborted = false;
    const inside = await house({
      f: (_, { signal }) => {
        signal.addEventListener('abort', () => (aborted = true));
        return inside.time.sleep(100_000);
      },
    });
    const definition = jsonata({
      P: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'A', States: { A: call() } },
          {
            StartAt: 'W',
            States: { W: { Type: 'Wait', Seconds: 3, Next: 'F' }, F: { Type: 'Fail', Error: 'Stop', Cause: 'now' } },
          },
        ],
        End: true,
      },
    });
    expect(await inside.execute(definition)).toMatchObject({
      status: 'FAILED',
      error: 'Stop',
      cause: 'now',
      stopDate: START + 3_000,
    });
    expect(aborted).toBe(true);
  });
});

describe('Map', () => {
  it('runs at most MaxConcurrency iterations at once and keeps the order of the items', async () => {
    let running = 0;
    let most = 0;
    const inside = await house({
      f: async ({ n }) => {
        most = Math.max(most, ++running);
        await inside.time.sleep(1_000 * (5 - Number(n)));
        running--;
        return n;
      },
    });
    const definition = jsonata({
      M: {
        Type: 'Map',
        Items: '{% [1..5] %}',
        MaxConcurrency: 2,
        ItemSelector: { n: '{% $states.context.Map.Item.Value %}' },
        ItemProcessor: {
          StartAt: 'A',
          States: {
            A: call({
              Arguments: { FunctionName: 'f', Payload: '{% $states.input %}' },
              Output: '{% $states.result.Payload %}',
            }),
          },
        },
        End: true,
      },
    });
    expect((await inside.execute(definition)).output).toEqual([1, 2, 3, 4, 5]);
    expect(most).toBe(2);
  });

  it('of nothing gives nothing', async () => {
    const { execute } = await house();
    expect(
      (
        await execute(
          jsonata({
            M: {
              Type: 'Map',
              Items: [],
              ItemProcessor: { StartAt: 'A', States: { A: { Type: 'Succeed' } } },
              End: true,
            },
          }),
        )
      ).output,
    ).toEqual([]);
  });

  it('nested items are those of the nearest Map', async () => {
    const { execute } = await house();
    const inner = {
      Type: 'Map',
      Items: '{% $states.input %}',
      ItemProcessor: {
        StartAt: 'I',
        States: {
          I: {
            Type: 'Pass',
            Output: '{% [$states.context.Map.Item.Index, $states.context.Map.Item.Value] %}',
            End: true,
          },
        },
      },
      End: true,
    };
    const definition = jsonata({
      M: { Type: 'Map', Items: [['a', 'b'], ['c']], ItemProcessor: { StartAt: 'N', States: { N: inner } }, End: true },
    });
    expect((await execute(definition)).output).toEqual([
      [
        [0, 'a'],
        [1, 'b'],
      ],
      [[0, 'c']],
    ]);
  });
});

describe('a distributed Map', () => {
  const distributed = (items: Json, inside: object, more: object = {}): object =>
    jsonata({
      Begin: { Type: 'Pass', Assign: { outside: 1 }, Next: 'M' },
      M: {
        Type: 'Map',
        Items: items,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: Object.keys(inside)[0],
          States: inside,
        },
        End: true,
        ...more,
      },
    });
  const odd = {
    Odd: { Type: 'Choice', Choices: [{ Condition: '{% $states.input % 2 = 1 %}', Next: 'Bad' }], Default: 'Good' },
    Bad: { Type: 'Fail', Error: 'Odd' },
    Good: { Type: 'Succeed' },
  };

  it('records its run and none of what its items do, and hides the variables outside', async () => {
    const { execute, history } = await house({ f: ({ n }) => n });
    const result = await execute(
      distributed([1, 2, 3], {
        See: { Type: 'Pass', Output: '{% [$states.input, $exists($outside)] %}', Next: 'Call' },
        Call: call({
          Arguments: { FunctionName: 'f', Payload: { n: '{% $states.input %}' } },
          Output: '{% $states.result.Payload %}',
        }),
      }),
    );
    expect(result).toMatchObject({
      status: 'SUCCEEDED',
      output: [
        [1, false],
        [2, false],
        [3, false],
      ],
    });
    expect((await history(result.executionArn)).slice(3)).toEqual([
      '4 3 MapStateEntered M',
      '5 4 MapStateStarted',
      '6 5 MapRunStarted',
      '7 6 MapRunSucceeded',
      '8 7 MapStateSucceeded',
      '9 7 MapStateExited M',
      '10 9 ExecutionSucceeded',
    ]);
  });

  it.each<[object, string]>([
    [{}, 'FAILED'],
    [{ ToleratedFailureCount: 1 }, 'FAILED'],
    [{ ToleratedFailureCount: 2 }, 'SUCCEEDED'],
    [{ ToleratedFailurePercentage: 49 }, 'FAILED'],
    [{ ToleratedFailurePercentage: 50 }, 'SUCCEEDED'],
    [{ ToleratedFailurePercentage: 50, ToleratedFailureCount: 1 }, 'FAILED'],
  ])('with two of four items failing and %j: %s', async (tolerated, status) => {
    const { execute } = await house();
    const result = await execute(distributed([1, 2, 3, 4], odd, { MaxConcurrency: 2, ...tolerated }));
    expect(result.status).toBe(status);
    expect(result.output).toEqual(status === 'SUCCEEDED' ? [null, 2, null, 4] : undefined);
    expect(result.error).toBe(status === 'SUCCEEDED' ? undefined : 'States.ExceedToleratedFailureThreshold');
  });

  it('ends what runs in circles inside', async () => {
    const { execute } = await house();
    const result = await execute(
      distributed([1], {
        A: { Type: 'Pass', Next: 'B' },
        B: { Type: 'Choice', Choices: [{ Condition: true, Next: 'A' }] },
      }),
    );
    expect(result.status).toBe('FAILED');
  });
});

describe('a Map whose ItemSelector fails half way', () => {
  it('takes the iterations that had begun with it', async () => {
    const { execute, errors } = await house({ f: () => null });
    const result = await execute(
      jsonata({
        M: {
          Type: 'Map',
          Items: [1, 2, 0],
          ItemSelector: '{% $states.context.Map.Item.Value > 0 ? $states.context.Map.Item.Value : $error("zero") %}',
          ItemProcessor: { StartAt: 'A', States: { A: call() } },
          Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'W' }],
          End: true,
        },
        W: { Type: 'Wait', Seconds: 5, Next: 'Z' },
        Z: { Type: 'Pass', Output: 'caught', End: true },
      }),
    );
    expect(result).toMatchObject({ status: 'SUCCEEDED', output: 'caught' });
    expect(errors).toEqual([]);
  });
});

describe('the execution', () => {
  it('ends at its machine’s time limit', async () => {
    const { execute, history } = await house();
    const result = await execute(jsonata({ W: { Type: 'Wait', Seconds: 100, End: true } }, { TimeoutSeconds: 10 }));
    expect(result).toMatchObject({ status: 'TIMED_OUT', stopDate: START + 10_000 });
    expect(await history(result.executionArn)).toEqual([
      '1 0 ExecutionStarted',
      '2 0 WaitStateEntered W',
      '3 2 ExecutionTimedOut',
    ]);
  });

  it('fails when a payload passes 256 KiB', async () => {
    const { execute } = await house();
    const result = await execute(jsonata({ A: { Type: 'Pass', Output: '{% $pad("", 300000, "x") %}', End: true } }));
    expect(result).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });

  it('shows its context object', async () => {
    const { execute } = await house();
    const { output, executionArn, stateMachineArn, name } = await execute(
      jsonata({ A: { Type: 'Pass', Output: '{% $states.context %}', End: true } }),
      { n: 1 },
    );
    const time = '2026-01-05T01:00:00.000Z';
    expect(output).toEqual({
      Execution: { Id: executionArn, Input: { n: 1 }, Name: name, RoleArn: '', StartTime: time, RedriveCount: 0 },
      StateMachine: { Id: stateMachineArn, Name: 'm1' },
      State: { Name: 'A', EnteredTime: time },
    });
  });
});

describe('JSONPath', () => {
  it.each<[object, Json, Json]>([
    [{ Type: 'Pass', InputPath: '$.a', ResultPath: '$.b.c' }, { a: 1 }, { a: 1, b: { c: 1 } }],
    [{ Type: 'Pass', Result: 2, ResultPath: null }, { a: 1 }, { a: 1 }],
    [{ Type: 'Pass', OutputPath: '$.a' }, { a: [1] }, [1]],
    [{ Type: 'Pass', InputPath: null }, { a: 1 }, {}],
    [
      {
        Type: 'Pass',
        Parameters: {
          'x.$': '$.l[-1]',
          'all.$': '$.l[*]',
          'big.$': '$.o[?(@.n > 1)].n',
          'deep.$': '$..n',
          y: { 'name.$': '$$.State.Name' },
        },
      },
      { l: [1, 2], o: [{ n: 1 }, { n: 2 }] },
      { x: 2, all: [1, 2], big: [2], deep: [1, 2], y: { name: 'A' } },
    ],
    [
      { Type: 'Pass', Parameters: { 'slice.$': '$.l[1:3]', 'two.$': '$.l[0,2]', 'odd.$': "$['a b']" } },
      { l: [1, 2, 3, 4], 'a b': true },
      { slice: [2, 3], two: [1, 3], odd: true },
    ],
    [
      { Type: 'Pass', Parameters: { 'f.$': "States.Format('{}-{}', $.a, States.ArrayLength($.l))" } },
      { a: 'x', l: [1, 2] },
      { f: 'x-2' },
    ],
    [{ Type: 'Pass', Parameters: { 'f.$': "States.Format('it\\'s \\{\\} {}', $.a)" } }, { a: 1 }, { f: "it's {} 1" }],
    [{ Type: 'Pass', Parameters: { 'f.$': "States.StringSplit('1,2;3', ',;')" } }, {}, { f: ['1', '2', '3'] }],
  ])('%j over %j', async (state, input, output) => {
    const { execute } = await house();
    expect(await execute(jsonpath({ A: { ...state, End: true } }), input)).toMatchObject({
      status: 'SUCCEEDED',
      output,
    });
  });

  it.each<[object, string]>([
    [
      { Type: 'Pass', Parameters: { 'a.$': '$.none' } },
      "The JSONPath '$.none' specified for the field 'a.$' could not be found in the input '{}'",
    ],
    [{ Type: 'Pass', InputPath: '$.none' }, "Invalid path '$.none'"],
    [
      { Type: 'Pass', Parameters: { 'a.$': 'States.ArrayGetItem(States.Array(1), 3)' } },
      'index 3 is outside the array',
    ],
    [{ Type: 'Wait', SecondsPath: '$.none' }, 'The SecondsPath parameter does not reference an input value: $.none'],
  ])('%j fails', async (state, cause) => {
    const { execute } = await house();
    const result = await execute(jsonpath({ A: { ...state, End: true } }));
    expect(result.status).toBe('FAILED');
    expect(result.cause).toContain(cause);
  });

  it('ResultSelector, ResultPath and OutputPath follow each other', async () => {
    const { execute } = await house({ f: () => ({ a: 1, b: 2 }) });
    const definition = jsonpath({
      A: {
        Type: 'Task',
        Resource: TASK,
        Parameters: { FunctionName: 'f' },
        ResultSelector: { 'b.$': '$.Payload.b' },
        ResultPath: '$.r',
        OutputPath: '$.r',
        Assign: { 'v.$': '$.b' },
        Next: 'B',
      },
      B: { Type: 'Pass', Parameters: { 'v.$': '$v', 'in.$': '$' }, End: true },
    });
    expect((await execute(definition, { keep: true })).output).toEqual({ v: 2, in: { b: 2 } });
  });
});
