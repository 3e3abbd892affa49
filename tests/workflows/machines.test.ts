import validate from 'asl-validator';
import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import { applicationStages } from '../../functions/domain/application/vocabulary.ts';
import { deliberationStages } from '../../functions/domain/deliberation/vocabulary.ts';
import { reliefStages } from '../../functions/domain/emergency-relief/vocabulary.ts';
import { referralStages } from '../../functions/domain/referral/vocabulary.ts';
import { terminationStages } from '../../functions/domain/termination/vocabulary.ts';
import { stages, taskKinds } from '../../functions/domain/casework/vocabulary.ts';
import { taskErrors } from '../../functions/ports/task-errors.ts';
import { createEngine } from '../../local/engine/driver.ts';
import { memoryJournal } from '../../local/engine/journal/memory.ts';
import { bindings } from '../../workflows/bindings.ts';
import { machines, placeholdersOf, substitute } from '../../workflows/index.ts';

/** Whatever a machine's JSON holds. */
type Loose = ReturnType<typeof JSON.parse>;

interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly Arguments?: Loose;
  readonly TimeoutSeconds?: unknown;
  readonly Choices?: readonly { readonly Condition: string; readonly Next: string }[];
  readonly Branches?: readonly Machine[];
  readonly ItemProcessor?: Machine;
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[] }[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[] }[];
}

interface Machine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

const deployed = (definition: string, partition = 'aws-cn'): string =>
  substitute(definition, (binding) => {
    switch (binding.kind) {
      case 'partition':
        return partition;
      case 'door':
        return `arn:${partition}:lambda:cn-north-1:000000000000:function:${binding.door}`;
      case 'machine':
        return `arn:${partition}:states:cn-north-1:000000000000:stateMachine:${binding.machine}`;
    }
  });

const statesOf = (machine: Machine): readonly (readonly [string, State])[] =>
  Object.entries(machine.States).flatMap(([name, state]) => [
    [name, state] as const,
    ...(state.Branches ?? []).flatMap(statesOf),
    ...(state.ItemProcessor === undefined ? [] : statesOf(state.ItemProcessor)),
  ]);

const textsOf = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
};

const isExpression = (text: string) => text.startsWith('{%') && text.endsWith('%}');

describe.each(machines)('the machine $name', ({ definition, name }) => {
  const machine: Machine = JSON.parse(definition);
  const states = statesOf(machine);
  const expressions = textsOf(machine)
    .filter(isExpression)
    .map((text) => text.slice(2, -2).trim());

  it.each(['aws', 'aws-cn'])('is valid Amazon States Language once its placeholders are filled for %s', (partition) => {
    const result = validate(JSON.parse(deployed(definition, partition)));
    expect(result.errorsText()).toBe('');
    expect(result.isValid).toBe(true);
  });

  it('is written in expressions that the JSONata of AWS (2.0.6) compiles', () => {
    expect(expressions.length).toBeGreaterThan(5);
    const broken = expressions.filter((expression) => {
      try {
        jsonata(expression);
        return false;
      } catch {
        return true;
      }
    });
    expect(broken).toEqual([]);
    expect(expressions.filter((expression) => expression.includes('$eval'))).toEqual([]);
  });

  it('has no half expression: what opens with {% closes with %}', () => {
    expect(textsOf(machine).filter((text) => /\{%|%\}/.test(text) && !isExpression(text))).toEqual([]);
  });

  it('holds no legal period: nothing waits, and a timeout is a backstop of 300 days', () => {
    expect(states.filter(([, { Type }]) => Type === 'Wait')).toEqual([]);
    const timeouts = states.flatMap(([, { TimeoutSeconds }]) => (TimeoutSeconds === undefined ? [] : [TimeoutSeconds]));
    expect(timeouts.filter((seconds) => seconds !== 300 * 86_400)).toEqual([]);
    expect(JSON.stringify(machine)).not.toMatch(/TimeoutSecondsPath|HeartbeatSeconds|TimestampPath/);
  });

  it('waits for people only with a backstop', () => {
    const waiting = states.filter(([, { Resource }]) => Resource?.endsWith('.waitForTaskToken'));
    expect(waiting.filter(([, { TimeoutSeconds }]) => TimeoutSeconds === undefined)).toEqual([]);
  });

  it('branches on what the domain produced and on no figure or age', () => {
    const conditions = states.flatMap(([, { Choices = [] }]) => Choices.map(({ Condition }) => Condition));
    expect(conditions.filter((condition) => /[<>]|\d/.test(condition))).toEqual([]);
  });

  it('catches and retries only errors that somebody throws', () => {
    const named = states.flatMap(([, { Retry = [], Catch = [] }]) =>
      [...Retry, ...Catch].flatMap(({ ErrorEquals }) => ErrorEquals),
    );
    const ours = named.filter((error) => !/^(States|Lambda|StepFunctions)\./.test(error));
    expect(ours.length).toBeGreaterThan(0);
    expect(ours.filter((error) => !(error in taskErrors))).toEqual([]);
  });

  it('begins with the question where to resume', () => {
    const first = machine.States[machine.StartAt]!;
    expect(first.Type).toBe('Choice');
    for (const { Condition } of first.Choices!) expect(Condition).toContain('$states.input.resumeAt');
  });

  it('sends ids and a schema version, never more than a step needs', () => {
    const payloads = states.flatMap(([, { Arguments }]) =>
      [Arguments?.Payload, Arguments?.Input].filter((payload) => payload !== undefined),
    );
    expect(payloads.length).toBeGreaterThan(0);
    const known = ['schemaVersion', 'caseId', 'gen', 'round', 'stage', 'kind', 'part', 'token', 'area', 'by'];
    for (const payload of payloads) {
      // What its parent sent, as it came: a parent's own payload is looked at here, too.
      if (typeof payload === 'string' && name === 'human-task') continue;
      expect(payload.schemaVersion).toBe(1);
      expect(Object.keys(payload).filter((field) => !known.includes(field))).toEqual([]);
      const literal = [payload.kind, payload.stage].filter((text) => text !== undefined && !isExpression(text));
      const names: readonly string[] = [...taskKinds, ...stages];
      expect(literal.filter((text) => !names.includes(text))).toEqual([]);
    }
  });

  it('is taken by the engine of the embedded home', async () => {
    const engine = await createEngine({ journal: memoryJournal(), lambda: async () => ({}) });
    try {
      await expect(
        engine.putStateMachine({ name, definition: deployed(definition), type: 'STANDARD' }),
      ).resolves.toContain(name);
    } finally {
      await engine.close();
    }
  });
});

/** Each procedure's machine, with the stages at which a case of it can stand. */
const stagesOf = {
  application: applicationStages,
  referral: referralStages,
  deliberation: deliberationStages,
  termination: terminationStages,
  'emergency-relief': reliefStages,
};
const procedures = machines.flatMap(({ name, definition }) =>
  // The scan is no case: it has no stages of one.
  name === 'human-task' || name === 'discovery-scan' ? [] : [{ name, definition, stages: stagesOf[name] }],
);

describe.each(procedures)('the procedure $name', ({ definition, stages }) => {
  const { States }: Machine = JSON.parse(definition);
  const resume = States['Resume']! as State & { readonly Default: string };

  it('can be resumed at every stage of a case, under the same name', () => {
    const named = resume.Choices!.map(({ Condition, Next }) => [/resumeAt = '(\w+)'/.exec(Condition)?.[1], Next]);
    const begin = [resume.Default, resume.Default];
    expect([begin, ...named]).toEqual(stages.map((stage) => [stage, stage]));
  });

  it("opens a stage's work under that stage's name", () => {
    for (const stage of stages) {
      const inner = statesOf({ StartAt: stage, States: { [stage]: States[stage]! } });
      const opened = inner.flatMap(([, { Arguments }]) =>
        Arguments?.Input === undefined ? [] : [Arguments.Input.stage],
      );
      expect(new Set([...opened, stage])).toEqual(new Set([stage]));
    }
  });
});

describe('bindings', () => {
  it('bind every placeholder, and each is used', () => {
    const used = new Set(machines.flatMap(({ definition }) => placeholdersOf(definition)));
    expect([...used].toSorted()).toEqual(Object.keys(bindings).toSorted());
  });

  it('name machines of this folder, children before those that start them', () => {
    const names = machines.map(({ name }) => name);
    const early = machines.flatMap(({ definition }, position) =>
      placeholdersOf(definition)
        .map((placeholder) => bindings[placeholder as keyof typeof bindings])
        .filter((binding) => binding.kind === 'machine')
        .filter(({ machine }) => !names.slice(0, position).includes(machine)),
    );
    expect(early).toEqual([]);
  });
});
