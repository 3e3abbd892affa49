import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, type Decision, type EngineEvent } from '../../../local/engine/decide.ts';
import { compileDefinition } from '../../../local/engine/definition/compile.ts';
import type { Machine } from '../../../local/engine/definition/machine.ts';
import { nextDue, type Execution } from '../../../local/engine/execution.ts';
import { describeResource } from '../../../local/engine/integrations/registry.ts';
import { AWS_LIMITS, type Sources } from '../../../local/engine/ports.ts';
import { seededRandom } from '../../../local/engine/random.ts';
import { START, TASK, WAIT_TOKEN } from './harness.ts';

/** A chain of states; names are given afterwards, so that they are unique. */
type Shape = readonly Piece[];
type Piece =
  | { readonly kind: 'pass' | 'wait' | 'task' | 'token' | 'choice' | 'fail' }
  | { readonly kind: 'parallel'; readonly branches: readonly Shape[]; readonly handled: boolean }
  | {
      readonly kind: 'map';
      readonly items: number;
      readonly concurrency: number;
      readonly inside: Shape;
      readonly handled: boolean;
      readonly distributed: boolean;
    };

const { shape } = fc.letrec<{ shape: Shape; piece: Piece }>((tie) => ({
  shape: fc.array(tie('piece'), { minLength: 1, maxLength: 4 }),
  piece: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    fc.record({ kind: fc.constantFrom('pass', 'wait', 'task', 'token', 'choice', 'task', 'task', 'fail') }),
    fc.record({
      kind: fc.constant('parallel'),
      branches: fc.array(tie('shape'), { minLength: 1, maxLength: 3 }),
      handled: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('map'),
      items: fc.nat(4),
      concurrency: fc.nat(2),
      inside: tie('shape'),
      handled: fc.boolean(),
      distributed: fc.boolean(),
    }),
  ) as fc.Arbitrary<Piece>,
}));

function machineOf(top: Shape): Machine {
  let n = 0;
  const graph = (chain: Shape): { StartAt: string; States: Record<string, object> } => {
    const names = chain.map(({ kind }) => `${kind}${n++}`);
    const States: Record<string, object> = {};
    chain.forEach((piece, i) => {
      const next = names[i + 1];
      States[names[i]!] = state(piece, next === undefined ? { End: true } : { Next: next }, `end${n++}`, States);
    });
    return { StartAt: names[0]!, States };
  };
  const catching = (end: string, states: Record<string, object>): object => {
    states[end] = { Type: 'Succeed' };
    return {
      Catch: [{ ErrorEquals: ['States.ALL'], Next: end, Assign: { caught: '{% $states.errorOutput.Error %}' } }],
    };
  };
  const state = (piece: Piece, next: object, end: string, states: Record<string, object>): object => {
    switch (piece.kind) {
      case 'pass':
        return { Type: 'Pass', Assign: { x: '{% $exists($x) ? $x + 1 : 0 %}' }, Output: '{% $random() %}', ...next };
      case 'wait':
        return { Type: 'Wait', Seconds: 5, ...next };
      case 'choice':
        states[end] = { Type: 'Pass', ...next };
        return { Type: 'Choice', Choices: [{ Condition: '{% $exists($x) %}', Next: end }], Default: end };
      case 'fail':
        return {
          Type: 'Task',
          Resource: TASK,
          Arguments: { FunctionName: '{% $nothing %}' },
          ...catching(end, states),
          ...next,
        };
      case 'task':
        return {
          Type: 'Task',
          Resource: TASK,
          Arguments: { FunctionName: 'f' },
          TimeoutSeconds: 7,
          Retry: [{ ErrorEquals: ['Again'], MaxAttempts: 2, IntervalSeconds: 3, JitterStrategy: 'FULL' }],
          ...catching(end, states),
          ...next,
        };
      case 'token':
        return {
          Type: 'Task',
          Resource: WAIT_TOKEN,
          Arguments: { FunctionName: 'f', Payload: '{% $states.context.Task.Token %}' },
          HeartbeatSeconds: 11,
          ...next,
        };
      case 'parallel':
        return {
          Type: 'Parallel',
          Branches: piece.branches.map(graph),
          ...(piece.handled ? catching(end, states) : {}),
          ...next,
        };
      case 'map':
        return {
          Type: 'Map',
          Items: `{% [1..${piece.items}] %}`,
          MaxConcurrency: piece.concurrency,
          ItemProcessor: {
            ...graph(piece.inside),
            ...(piece.distributed ? { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } } : {}),
          },
          ItemSelector: '{% $states.context.Map.Item.Value < 4 ? $states.input : $nothing %}',
          ...(piece.distributed ? { ToleratedFailureCount: 1 } : {}),
          ...(piece.handled ? { Retry: [{ ErrorEquals: ['Again'], MaxAttempts: 1 }], ...catching(end, states) } : {}),
          ...next,
        };
    }
  };
  const compiled = compileDefinition(JSON.stringify({ QueryLanguage: 'JSONata', TimeoutSeconds: 40, ...graph(top) }), {
    type: 'STANDARD',
    describeResource,
  });
  if (compiled.kind === 'invalid') throw new Error(JSON.stringify(compiled.diagnostics));
  return compiled.machine;
}

const fresh: Execution = {
  arn: 'arn:aws:states:us-east-1:000000000000:execution:m:x',
  name: 'x',
  machineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:m',
  machineName: 'm',
  revision: 'r',
  roleArn: '',
  type: 'STANDARD',
  input: {},
  startedAt: START,
  status: 'RUNNING',
  events: 0,
  lastBranch: 0,
  lastTask: 0,
  branches: {},
};

const sources = (at: number, seed: number, more: Partial<Sources> = {}): Sources => ({
  at,
  random: seededRandom(seed),
  hash: () => '',
  stopwatch: () => 0,
  limits: AWS_LIMITS,
  ...more,
});

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}

const pending = (execution: Execution): { branch: number; task: number; token: boolean }[] =>
  Object.values(execution.branches).flatMap(({ id, phase }) =>
    phase.kind === 'task' ? [{ branch: id, task: phase.task.id, token: phase.task.token !== undefined }] : [],
  );

/** One of the things that can happen now. */
function happen(execution: Execution, at: number, choice: number): { event: EngineEvent; at: number } {
  const tasks = pending(execution);
  const due = nextDue(execution);
  const task = tasks[choice % Math.max(1, tasks.length)];
  const kind = Math.floor(choice / 7) % 20;
  if (kind === 19 && choice % 3 === 0) return { event: { kind: 'stop', error: 'E', cause: 'C' }, at };
  if (kind >= 17)
    return { event: { kind: 'taskSucceeded', branch: choice % 9, task: choice % 40, output: 'stray' }, at };
  if (task === undefined || kind < 3) return { event: { kind: 'tick' }, at: Math.max(at, due ?? at) + (choice % 2) };
  if (kind < 6)
    return {
      event: { kind: 'taskFailed', branch: task.branch, task: task.task, error: kind === 3 ? 'Final' : 'Again' },
      at: at + 1,
    };
  if (kind < 8 && task.token)
    return { event: { kind: 'taskSubmitted', branch: task.branch, task: task.task, output: {} }, at: at + 1 };
  if (kind < 9) return { event: { kind: 'heartbeat', branch: task.branch, task: task.task }, at: at + 1 };
  return { event: { kind: 'taskSucceeded', branch: task.branch, task: task.task, output: { n: choice } }, at: at + 1 };
}

describe('decide', () => {
  it('keeps its invariants on any machine under any sequence of events', () => {
    const ends = new Map<string, number>();
    fc.assert(
      fc.property(shape, fc.array(fc.nat(), { minLength: 30, maxLength: 120 }), (top, choices) => {
        const machine = machineOf(top);
        let execution = freeze(fresh);
        let at = START;
        let events = 0;
        const performed = new Set<number>();
        const over = new Set<number>();

        const step = (event: EngineEvent, seed: number): void => {
          const before = execution;
          const decision = decide(machine, before, event, sources(at, seed));
          // The state as the journal keeps it says as much as the state in memory.
          const replayed: Decision = decide(machine, JSON.parse(JSON.stringify(before)), event, sources(at, seed));
          expect(JSON.stringify(replayed)).toBe(JSON.stringify(decision));
          execution = freeze(decision.execution);
          expect(broken(before, event, decision)).toEqual([]);
        };

        /** The names of the invariants that do not hold. */
        const broken = (before: Execution, event: EngineEvent, { history, commands }: Decision): string[] => {
          const branches = Object.values(execution.branches);
          const running = execution.status === 'RUNNING';
          const found = new Set<string>();
          const hold = (name: string, holds: boolean): void => {
            if (!holds) found.add(name);
          };
          hold(
            'I1 quiescent',
            branches.every(({ phase }) => phase.kind !== 'run'),
          );
          hold(
            'I2 closed is closed',
            before.status === 'RUNNING' || (execution === before && history.length + commands.length === 0),
          );
          hold('I2 branches while it runs', running === branches.length > 0);
          for (const { id, prev, at: instant } of history) {
            hold('I3 ids', id === ++events);
            hold('I3 prev', prev < id);
            hold('I8 instants', instant === at);
          }
          hold('I3 count', execution.events === events);
          for (const { id, parent } of branches) {
            hold(
              'I5 parents',
              id === 0 || ['parallel', 'map'].includes(execution.branches[parent ?? -1]?.phase.kind ?? ''),
            );
          }
          for (const { kind, task } of commands) {
            hold('I6 one perform', kind === 'cancel' || !performed.has(task));
            hold('I6 one cancel', kind === 'perform' || (performed.has(task) && !over.has(task)));
            (kind === 'perform' ? performed : over).add(task);
          }
          for (const { task } of pending(execution)) hold('I6 pending', performed.has(task) && !over.has(task));
          // Only a pause of no length begins and ends now.
          hold('nothing overdue left lying', event.kind !== 'tick' || (nextDue(execution) ?? at) >= at);
          return [...found];
        };

        step({ kind: 'start' }, 1);
        choices.forEach((choice, i) => {
          const next = happen(execution, at, choice);
          at = Math.max(at, next.at);
          step(next.event, i);
          // I4: the same result again changes nothing.
          const before = execution;
          if (next.event.kind === 'taskSucceeded') step(next.event, i);
          expect(execution).toEqual(before);
        });
        ends.set(execution.status, (ends.get(execution.status) ?? 0) + 1);
      }),
      { numRuns: 400 },
    );
    // The generator reached every way an execution can stand.
    expect([...ends.keys()].toSorted()).toEqual(['ABORTED', 'FAILED', 'RUNNING', 'SUCCEEDED', 'TIMED_OUT']);
  });

  const loop = machineOf([{ kind: 'pass' }]);
  it('ends an execution at the limit of its history', () => {
    const compiled = compileDefinition(
      JSON.stringify({
        QueryLanguage: 'JSONata',
        StartAt: 'A',
        States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Choice', Choices: [{ Condition: true, Next: 'A' }] } },
      }),
      { type: 'STANDARD', describeResource },
    );
    const machine = compiled.kind === 'machine' ? compiled.machine : loop;
    const { execution, history } = decide(machine, fresh, { kind: 'start' }, sources(START, 1));
    expect(history).toHaveLength(25_000);
    expect(history.at(-1)).toMatchObject({ id: 25_000, type: 'ExecutionFailed' });
    expect(execution).toMatchObject({ status: 'FAILED', events: 25_000 });
  });
});
