import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileDefinition } from '../../../../local/engine/definition/compile.ts';
import type { MachineType } from '../../../../local/engine/execution.ts';
import { describeResource } from '../../../../local/engine/integrations/registry.ts';
import { jsonata, jsonpath, TASK, WAIT_TOKEN } from '../harness.ts';

const compile = (definition: unknown, type: MachineType = 'STANDARD'): ReturnType<typeof compileDefinition> =>
  compileDefinition(typeof definition === 'string' ? definition : JSON.stringify(definition), {
    type,
    describeResource,
  });

/** `CODE: message at location` of everything that is wrong. */
const wrong = (definition: unknown, type?: MachineType): string[] => {
  const compiled = compile(definition, type);
  return compiled.kind === 'machine'
    ? []
    : compiled.diagnostics.map(({ code, message, location }) => `${code}: ${message} at ${location}`);
};

const pass = { Type: 'Pass', End: true };
const call = { Type: 'Task', Resource: TASK, Arguments: { FunctionName: 'f' }, End: true };

describe('compileDefinition refuses', () => {
  it.each<[string, unknown, string[]]>([
    ['what is not JSON', '{', [expect.stringMatching(/^INVALID_JSON_DESCRIPTION: /)]],
    ['what is no object', '[]', ['SCHEMA_VALIDATION_FAILED: Expected value of type OBJECT at /']],
    ['an empty machine', {}, ['SCHEMA_VALIDATION_FAILED: These fields are required: [States, StartAt] at /']],
    [
      'a Next that leads nowhere',
      jsonata({ A: { Type: 'Pass', Next: 'B' } }),
      ["MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next"],
    ],
    [
      'a StartAt that leads nowhere',
      { StartAt: 'B', States: { A: { ...pass } } },
      [
        "MISSING_TRANSITION_TARGET: Missing 'StartAt' target: B at /StartAt",
        'UNREACHABLE_STATE: State "A" is not reachable at /States/A',
      ],
    ],
    [
      'a Default that leads nowhere',
      jsonata({ A: { Type: 'Choice', Choices: [{ Condition: true, Next: 'B' }], Default: 'C' }, B: pass }),
      ["MISSING_TRANSITION_TARGET: Missing 'Default' target: C at /States/A/Default"],
    ],
    [
      'a Catch that leads nowhere',
      jsonata({ A: { ...call, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'C' }] } }),
      ["MISSING_TRANSITION_TARGET: Missing 'Next' target: C at /States/A/Catch[0]/Next"],
    ],
    [
      'a state nobody reaches',
      jsonata({ A: pass, B: pass }),
      ['UNREACHABLE_STATE: State "B" is not reachable at /States/B'],
    ],
    [
      'neither Next nor End',
      jsonata({ A: { Type: 'Pass' } }),
      ['SCHEMA_VALIDATION_FAILED: Missing required field: one of [Next, End] at /States/A'],
    ],
    [
      'an unknown type',
      jsonata({ A: { Type: 'Loop', End: true } }),
      [expect.stringContaining('Value is not one of the allowed values')],
    ],
    [
      'an unknown field',
      jsonata({ A: { ...pass, Colour: 1 } }),
      ["SCHEMA_VALIDATION_FAILED: Field 'Colour' is not supported at /States/A/Colour"],
    ],
    [
      'JSONPath fields under JSONata',
      jsonata({ A: { ...pass, Parameters: {} } }),
      ["SCHEMA_VALIDATION_FAILED: Field 'Parameters' is not supported at /States/A/Parameters"],
    ],
    [
      'JSONata fields under JSONPath',
      jsonpath({ A: { ...pass, Output: 1 } }),
      ["SCHEMA_VALIDATION_FAILED: Field 'Output' is not supported at /States/A/Output"],
    ],
    [
      'a step back to JSONPath',
      jsonata({ A: { ...pass, QueryLanguage: 'JSONPath' } }),
      [
        "SCHEMA_VALIDATION_FAILED: 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/A",
      ],
    ],
    [
      'JSONata that does not parse',
      jsonata({ A: { ...pass, Output: { a: '{% 1 + %}' } } }),
      [expect.stringContaining('The JSONata expression is invalid')],
    ],
    [
      'JSONata of a later version',
      jsonata({ A: { ...pass, Output: '{% $states.input.a ?? 1 %}' } }),
      [expect.stringContaining('The JSONata expression is invalid')],
    ],
    [
      'a path that is none',
      jsonpath({ A: { ...pass, InputPath: 'a.b' } }),
      [expect.stringContaining('/States/A/InputPath')],
    ],
    [
      'a ResultPath that names several',
      jsonpath({ A: { ...pass, ResultPath: '$.a[*]' } }),
      ['SCHEMA_VALIDATION_FAILED: Value is not a Reference Path at /States/A/ResultPath'],
    ],
    [
      'an intrinsic that does not exist',
      jsonpath({ A: { ...pass, Parameters: { 'a.$': 'States.Nope()' } } }),
      [expect.stringContaining("The value for the field 'a.$' must be")],
    ],
    [
      'a resource that nothing serves',
      jsonata({ A: { ...call, Resource: 'arn:aws:states:::http:invoke' } }),
      [expect.stringContaining('is not recognized')],
    ],
    [
      'a call without a function',
      jsonata({ A: { ...call, Arguments: {} } }),
      ["SCHEMA_VALIDATION_FAILED: The field 'FunctionName' is required but was missing at /States/A/Arguments"],
    ],
    [
      'a heartbeat not below the time limit',
      jsonata({ A: { ...call, TimeoutSeconds: 5, HeartbeatSeconds: 5 } }),
      ['SCHEMA_VALIDATION_FAILED: HeartbeatSeconds must be smaller than TimeoutSeconds at /States/A/HeartbeatSeconds'],
    ],
    [
      'States.ALL before others',
      jsonata({ A: { ...call, Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['E'] }] } }),
      [expect.stringContaining('States.ALL must appear at the end')],
    ],
    [
      'States.ALL among others',
      jsonata({ A: { ...call, Retry: [{ ErrorEquals: ['E', 'States.ALL'] }] } }),
      [expect.stringContaining('States.ALL must appear alone')],
    ],
    [
      'a Wait for two things',
      jsonata({ A: { Type: 'Wait', Seconds: 1, Timestamp: '2026-01-01T00:00:00Z', End: true } }),
      [expect.stringContaining('Exactly one of these fields is required')],
    ],
    [
      'a Wait of less than nothing',
      jsonata({ A: { Type: 'Wait', Seconds: -1, End: true } }),
      ['SCHEMA_VALIDATION_FAILED: Value is less than the minimum of 0 at /States/A/Seconds'],
    ],
    [
      'a Choice without rules',
      jsonata({ A: { Type: 'Choice', Choices: [] } }),
      ['SCHEMA_VALIDATION_FAILED: Array must not be empty at /States/A/Choices'],
    ],
    [
      'one state name twice, at any depth',
      jsonata({ A: { Type: 'Parallel', Branches: [{ StartAt: 'A', States: { A: pass } }], End: true } }),
      ['DUPLICATE_STATE_NAME: Duplicate state name: A at /States/A/Branches[0]/States/A'],
    ],
    [
      'a distributed Map that reads from where nothing was registered',
      jsonata({
        A: {
          Type: 'Map',
          ItemReader: { Resource: 'arn:aws:states:::s3:getObject' },
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED' },
            StartAt: 'B',
            States: { B: pass },
          },
          End: true,
        },
      }),
      [
        'SCHEMA_VALIDATION_FAILED: These fields are required: [ExecutionType] at /States/A/ItemProcessor/ProcessorConfig',
        'SCHEMA_VALIDATION_FAILED: The resource provided arn:aws:states:::s3:getObject is not recognized. The value is not a valid resource ARN, or the resource is not available in this region. at /States/A/ItemReader/Resource',
      ],
    ],
    [
      'a variable named states',
      jsonata({ A: { ...pass, Assign: { states: 1 } } }),
      [expect.stringContaining("'states' is reserved")],
    ],
    [
      'a variable that is no name',
      jsonata({ A: { ...pass, Assign: { 'a-b': 1 } } }),
      [expect.stringContaining('/States/A/Assign/a-b')],
    ],
  ])('%s', (_, definition, expected) => {
    expect(wrong(definition)).toEqual(expected);
  });

  it('callbacks and waiting for children in Express machines', () => {
    expect(wrong(jsonata({ A: { ...call, Resource: WAIT_TOKEN } }), 'EXPRESS')).toEqual([
      "SCHEMA_VALIDATION_FAILED: Express state machine does not support '.waitForTaskToken' service integration at /States/A/Resource",
    ]);
  });

  it('everything at once, not only the first', () => {
    expect(wrong(jsonata({ A: { Type: 'Pass', Next: 'X', Colour: 1 }, B: { Type: 'Nope' } }))).toHaveLength(4);
  });

  it('hostile depth without falling over', () => {
    const open = Array.from(
      { length: 3_000 },
      (_, i) => `{"StartAt":"S${i}","States":{"S${i}":{"Type":"Parallel","End":true,"Branches":[`,
    ).join('');
    const text = `${open}{"StartAt":"S","States":{"S":{"Type":"Pass","End":true}}}${']}}}'.repeat(3_000)}`;
    expect(wrong(text).some((line) => line.includes('nest deeper'))).toBe(true);
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(
      wrong(`{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Pass","End":true,"Output":${deep}}}}`),
    ).toHaveLength(1);
    expect(wrong(`{"StartAt":"A","States":{"A":{"Type":"Pass","End":true,"Parameters":${deep}}}}`)).toHaveLength(1);
    expect(wrong('['.repeat(500_000)).length).toBeGreaterThan(0);
  });
});

describe('compileDefinition', () => {
  it('takes any JSON without throwing', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(['machine', 'invalid']).toContain(compile(JSON.stringify(value)).kind);
      }),
    );
  });

  it('takes any damaged machine without throwing', () => {
    const machine = JSON.stringify(
      jsonata({
        A: {
          ...call,
          Retry: [{ ErrorEquals: ['E'], MaxAttempts: 1 }],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'C' }],
          End: undefined,
          Next: 'B',
        },
        B: { Type: 'Map', Items: [1], ItemProcessor: { StartAt: 'I', States: { I: pass } }, Next: 'C' },
        C: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.a = 1 %}', Next: 'D' }], Default: 'D' },
        D: { Type: 'Wait', Seconds: 1, End: true },
      }),
    );
    const piece = fc.constantFrom('{}', '[]', 'null', '1', '"x"', 'true', '"{% $ %}"', '"States.ALL"', '-1');
    const values = [...machine.matchAll(/"(?:[^"\\]|\\.)*"(?!:)|\d+|\{[^{}]*\}|\[[^[\]]*\]/g)];
    fc.assert(
      fc.property(fc.nat(), piece, (seed, replacement) => {
        const { index, 0: text } = values[seed % values.length]!;
        const damaged = machine.slice(0, index) + replacement + machine.slice(index + text.length);
        expect(['machine', 'invalid']).toContain(compile(damaged).kind);
      }),
      { numRuns: 500 },
    );
  });
});
