import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../local/engine/driver.ts';
import type { Json } from '../../../local/engine/json.ts';
import type { JournalEntry } from '../../../local/engine/journal/journal.ts';
import { memoryJournal } from '../../../local/engine/journal/memory.ts';
import { settled, simulatedTime } from '../../../local/engine/time/simulated.ts';
import { makeToken, readToken } from '../../../local/engine/token.ts';
import { house, jsonata, START, TASK, tokenOf, WAIT_TOKEN, type House } from './harness.ts';

const DAY = 86_400_000;
const named = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'resolved',
    (error: Error) => error.name,
  );
const definition = (states: object, more: object = {}): string => JSON.stringify(jsonata(states, more));
const waiting = definition({ W: { Type: 'Wait', Seconds: 60, End: true } });
const asking = definition({
  Ask: {
    Type: 'Task',
    Resource: WAIT_TOKEN,
    Arguments: { FunctionName: 'open', Payload: { token: '{% $states.context.Task.Token %}' } },
    End: true,
  },
});

/** An engine with one execution that waits for a token. */
async function asked(more: Parameters<typeof house>[1] = {}): Promise<House & { arn: string; token: string }> {
  let token = '';
  const inside = await house({ open: (payload) => void (token = tokenOf(payload)) }, more);
  await inside.engine.createStateMachine({ name: 'ask', definition: asking });
  const { executionArn: arn } = await inside.engine.startExecution({ stateMachine: 'ask', name: 'x' });
  await settled(inside.engine, inside.time);
  return { ...inside, arn, token };
}

describe('startExecution', () => {
  it('gives the same execution for the same name and input while it runs', async () => {
    const { engine } = await house();
    await engine.createStateMachine({ name: 'm', definition: waiting });
    const start = { stateMachine: 'm', name: 'x', input: { a: 1 } };
    const [a, b] = await Promise.all([engine.startExecution(start), engine.startExecution(start)]);
    expect(a).toEqual(b);
    expect(engine.openExecutions).toBe(1);
  });

  it('refuses the name with another input, and once it is closed', async () => {
    const { engine, run } = await house();
    await engine.createStateMachine({ name: 'm', definition: waiting });
    await engine.startExecution({ stateMachine: 'm', name: 'x', input: { a: 1 } });
    expect(await named(engine.startExecution({ stateMachine: 'm', name: 'x', input: { a: 2 } }))).toBe(
      'ExecutionAlreadyExists',
    );
    await run();
    expect(await named(engine.startExecution({ stateMachine: 'm', name: 'x', input: { a: 1 } }))).toBe(
      'ExecutionAlreadyExists',
    );
  });

  it('refuses names, machines and inputs that are none', async () => {
    const { engine } = await house();
    await engine.createStateMachine({ name: 'm', definition: waiting });
    expect(await named(engine.startExecution({ stateMachine: 'm', name: 'a b' }))).toBe('InvalidName');
    expect(await named(engine.startExecution({ stateMachine: 'm', name: 'x'.repeat(81) }))).toBe('InvalidName');
    expect(await named(engine.startExecution({ stateMachine: 'other' }))).toBe('StateMachineDoesNotExist');
    expect(await named(engine.startExecution({ stateMachine: 'm', input: 'a'.repeat(262_144) }))).toBe(
      'InvalidExecutionInput',
    );
    expect(await named(engine.describeExecution('arn:none'))).toBe('ExecutionDoesNotExist');
    expect(engine.openExecutions).toBe(0);
  });
});

describe('state machines', () => {
  it('creating the same again is the same machine, with another definition an error', async () => {
    const { engine } = await house();
    const first = await engine.createStateMachine({ name: 'm', definition: waiting });
    expect(await engine.createStateMachine({ name: 'm', definition: waiting })).toEqual(first);
    expect(await named(engine.createStateMachine({ name: 'm', definition: asking }))).toBe('StateMachineAlreadyExists');
    expect(await named(engine.createStateMachine({ name: 'n', definition: '{}' }))).toBe('InvalidDefinition');
  });

  it('an update never reaches executions under way, not even across a restart', async () => {
    const journal = memoryJournal();
    const time = simulatedTime(START);
    const before = await house({}, { journal, time });
    await before.engine.putStateMachine({
      name: 'm',
      definition: definition({
        W: { Type: 'Wait', Seconds: 60, Next: 'P' },
        P: { Type: 'Pass', Output: 'old', End: true },
      }),
    });
    const { executionArn } = await before.engine.startExecution({ stateMachine: 'm', name: 'x' });
    await before.engine.putStateMachine({
      name: 'm',
      definition: definition({ P: { Type: 'Pass', Output: 'new', End: true } }),
    });
    await before.engine.close();
    const after = await house({}, { journal, time });
    const second = await after.engine.startExecution({ stateMachine: 'm', name: 'y' });
    await after.run();
    expect((await after.engine.describeExecution(executionArn)).output).toBe('old');
    expect((await after.engine.describeExecution(second.executionArn)).output).toBe('new');
  });

  it('a deleted machine takes no starts; its executions run on', async () => {
    const { engine, run } = await house();
    const { stateMachineArn } = await engine.createStateMachine({ name: 'm', definition: waiting });
    const { executionArn } = await engine.startExecution({ stateMachine: 'm', name: 'x' });
    await engine.deleteStateMachine(stateMachineArn);
    expect(engine.listStateMachines()).toEqual([]);
    expect(await named(engine.startExecution({ stateMachine: 'm' }))).toBe('StateMachineDoesNotExist');
    await run();
    expect((await engine.describeExecution(executionArn)).status).toBe('SUCCEEDED');
  });
});

describe('task tokens', () => {
  it('success ends the task with its output', async () => {
    const { engine, arn, token, run } = await asked();
    await engine.sendTaskSuccess(token, { done: true });
    await run();
    expect(await engine.describeExecution(arn)).toMatchObject({ status: 'SUCCEEDED', output: { done: true } });
  });

  it('failure is the task’s error', async () => {
    const { engine, arn, token, run } = await asked();
    await engine.sendTaskFailure(token, { error: 'Refused', cause: 'because' });
    await run();
    expect(await engine.describeExecution(arn)).toMatchObject({ status: 'FAILED', error: 'Refused', cause: 'because' });
  });

  it('is taken once', async () => {
    const { engine, arn, token } = await asked();
    const answers = await Promise.all([1, 2, 3].map((n) => named(engine.sendTaskSuccess(token, n))));
    expect(answers).toEqual(['resolved', 'TaskTimedOut', 'TaskTimedOut']);
    expect((await engine.describeExecution(arn)).output).toBe(1);
    expect(await named(engine.sendTaskSuccess(token, 4))).toBe('TaskTimedOut');
  });

  it('a token that was none, or of another engine, changes nothing', async () => {
    const { engine, arn, token } = await asked();
    expect(await named(engine.sendTaskSuccess('nonsense', 1))).toBe('InvalidToken');
    expect(await named(engine.sendTaskSuccess('', 1))).toBe('InvalidToken');
    const read = readToken(token)!;
    expect(await named(engine.sendTaskSuccess(makeToken({ ...read, executionArn: 'arn:other' }), 1))).toBe(
      'TaskDoesNotExist',
    );
    expect(await named(engine.sendTaskSuccess(makeToken({ ...read, nonce: '0'.repeat(32) }), 1))).toBe('TaskTimedOut');
    expect(await named(engine.sendTaskSuccess(token, 'a'.repeat(262_144)))).toBe('InvalidOutput');
    expect((await engine.describeExecution(arn)).status).toBe('RUNNING');
  });

  it('may come back before the door that opened it has answered', async () => {
    const inside: House = await house({
      open: async (payload) => {
        await inside.engine.sendTaskSuccess(tokenOf(payload), 'early');
      },
    });
    await inside.engine.createStateMachine({ name: 'ask', definition: asking });
    const { executionArn } = await inside.engine.startExecution({ stateMachine: 'ask', name: 'x' });
    await inside.run();
    expect(await inside.engine.describeExecution(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: 'early' });
  });

  it('heartbeats put the time limit off; without them it strikes', async () => {
    let token = '';
    const { engine, time, run } = await house({ open: (payload) => void (token = tokenOf(payload)) });
    const state = {
      Type: 'Task',
      Resource: WAIT_TOKEN,
      Arguments: { FunctionName: 'open', Payload: { token: '{% $states.context.Task.Token %}' } },
      HeartbeatSeconds: 10,
      TimeoutSeconds: 1_000,
      Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }],
      End: true,
    };
    await engine.createStateMachine({
      name: 'm',
      definition: definition({ Ask: state, Late: { Type: 'Pass', Output: '{% $states.input.Error %}', End: true } }),
    });
    const { executionArn } = await engine.startExecution({ stateMachine: 'm', name: 'x' });
    for (let beat = 1; beat <= 5; beat++) {
      await run(START + beat * 9_000 - 1);
      time.advanceTo(START + beat * 9_000);
      await engine.sendTaskHeartbeat(token);
    }
    expect((await engine.describeExecution(executionArn)).status).toBe('RUNNING');
    await run();
    expect(await engine.describeExecution(executionArn)).toMatchObject({
      output: 'States.HeartbeatTimeout',
      stopDate: START + 55_000,
    });
  });
});

describe('children', () => {
  const parent = (resource: string, more: object = {}): string =>
    definition({
      Call: {
        Type: 'Task',
        Resource: `arn:aws:states:::states:startExecution${resource}`,
        Arguments: { StateMachineArn: 'child', Name: 'c', Input: { n: 1 } },
        Next: 'Done',
        ...more,
      },
      Done: { Type: 'Succeed' },
    });
  const child = definition({
    W: { Type: 'Wait', Seconds: 60, Next: 'P' },
    P: { Type: 'Pass', Output: { got: '{% $states.input.n %}' }, End: true },
  });
  const CHILD = 'arn:aws:states:us-east-1:000000000000:execution:child:c';

  async function family(
    resource: string,
    more: object = {},
    childDefinition = child,
  ): Promise<House & { arn: string }> {
    const inside = await house();
    await inside.engine.createStateMachine({ name: 'child', definition: childDefinition });
    await inside.engine.createStateMachine({ name: 'parent', definition: parent(resource, more) });
    const { executionArn: arn } = await inside.engine.startExecution({ stateMachine: 'parent', name: 'p' });
    await settled(inside.engine, inside.time);
    return { ...inside, arn };
  }

  it('.sync:2 waits and hands the output on as a value', async () => {
    const { engine, run, arn } = await family('.sync:2');
    await run();
    expect((await engine.describeExecution(arn)).output).toMatchObject({
      ExecutionArn: CHILD,
      Status: 'SUCCEEDED',
      Input: { n: 1 },
      Output: { got: 1 },
    });
  });

  it('.sync hands it on as text', async () => {
    const { engine, run, arn } = await family('.sync');
    await run();
    expect((await engine.describeExecution(arn)).output).toMatchObject({ Output: '{"got":1}' });
  });

  it('plain does not wait', async () => {
    const { engine, arn, time } = await family('');
    expect(await engine.describeExecution(arn)).toMatchObject({ status: 'SUCCEEDED', output: { ExecutionArn: CHILD } });
    expect(time.now()).toBe(START);
  });

  it('a child that has ended at once is seen', async () => {
    const { engine, arn } = await family('.sync:2', {}, definition({ P: { Type: 'Pass', Output: 7, End: true } }));
    expect((await engine.describeExecution(arn)).output).toMatchObject({ Output: 7 });
  });

  it('a child that fails is States.TaskFailed with its description as cause', async () => {
    const { engine, run, arn } = await family(
      '.sync:2',
      {},
      definition({ W: { Type: 'Wait', Seconds: 1, Next: 'F' }, F: { Type: 'Fail', Error: 'E', Cause: 'why' } }),
    );
    await run();
    const { status, error, cause } = await engine.describeExecution(arn);
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'States.TaskFailed' });
    expect(JSON.parse(cause!)).toMatchObject({ ExecutionArn: CHILD, Status: 'FAILED', Error: 'E', Cause: 'why' });
  });

  it('stopping the parent stops the child in the same write', async () => {
    const { engine, arn, journal } = await family('.sync:2');
    const before = journal.appends();
    await engine.stopExecution(arn, { error: 'Withdrawn' });
    expect(journal.appends()).toBe(before + 1);
    expect((await engine.describeExecution(arn)).status).toBe('ABORTED');
    expect((await engine.describeExecution(CHILD)).status).toBe('ABORTED');
  });

  it('a time limit of the parent’s task stops the child', async () => {
    const { engine, run, arn } = await family('.sync:2', { TimeoutSeconds: 5 });
    await run();
    expect(await engine.describeExecution(arn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect((await engine.describeExecution(CHILD)).status).toBe('ABORTED');
  });

  it('a child whose start was under way when its task ended is stopped', async () => {
    const journal = memoryJournal();
    let held: (() => void)[] = [];
    const holding = {
      ...journal,
      append: async (entries: readonly JournalEntry[]): Promise<void> => {
        const child = entries.some(
          (entry) => entry.kind === 'execution' && entry.execution.arn === CHILD && entry.execution.events === 2,
        );
        if (child) await new Promise<void>((resolve) => held.push(resolve));
        await journal.append(entries);
      },
    };
    const { engine, time, run } = await house({}, { journal: holding });
    await engine.createStateMachine({ name: 'child', definition: child });
    await engine.createStateMachine({ name: 'parent', definition: parent('.sync:2') });
    const { executionArn } = await engine.startExecution({ stateMachine: 'parent', name: 'p' });
    await new Promise(setImmediate);
    await engine.stopExecution(executionArn);
    for (const release of held) release();
    held = [];
    await run();
    expect(time.now()).toBe(START);
    expect((await engine.describeExecution(CHILD)).status).toBe('ABORTED');
  });

  describe('after a crash', () => {
    /** The journal as it stood when the parent's task was scheduled and nothing after it was written of the parent. */
    async function crashed(childDefinition: string, stopParent: boolean): Promise<House & { arn: string }> {
      const journal = memoryJournal();
      let frozen = false;
      const losing = {
        ...journal,
        // What the crash swallows was never acknowledged.
        append: (entries: readonly JournalEntry[]): Promise<void> => {
          const aboutParent = entries.some(
            (entry) => entry.kind === 'execution' && entry.execution.name === 'p' && entry.execution.events > 4,
          );
          if (aboutParent && !stopParent) frozen = true;
          return frozen ? new Promise(() => {}) : journal.append(entries);
        },
      };
      const time = simulatedTime(START);
      const first = await house({}, { journal: losing, time });
      await first.engine.createStateMachine({ name: 'child', definition: childDefinition });
      await first.engine.createStateMachine({ name: 'parent', definition: parent('.sync:2') });
      const { executionArn: arn } = await first.engine.startExecution({ stateMachine: 'parent', name: 'p' });
      for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
      return { ...(await house({}, { journal, time })), arn };
    }

    it('a child that ended before its parent knew of it is found, not started again', async () => {
      const { engine, run, arn } = await crashed(definition({ P: { Type: 'Pass', Output: 7, End: true } }), false);
      expect((await engine.describeExecution(CHILD)).status).toBe('SUCCEEDED');
      await run();
      expect(await engine.describeExecution(arn)).toMatchObject({ status: 'SUCCEEDED', output: { Output: 7 } });
    });

    it('a child that is still at work is waited for', async () => {
      const { engine, run, arn } = await crashed(child, false);
      await run();
      expect(await engine.describeExecution(arn)).toMatchObject({
        status: 'SUCCEEDED',
        output: { Output: { got: 1 } },
      });
    });

    it('a child without its parent is stopped', async () => {
      const { engine, journal, run } = await family('.sync:2');
      const running = (await journal.execution(CHILD))!;
      await engine.close();
      const other = memoryJournal();
      await other.append((await journal.open()).machines.map((machine) => ({ kind: 'machine', machine }) as const));
      await other.append([{ kind: 'execution', execution: running, history: [] }]);
      const alone = await house({}, { journal: other, time: simulatedTime(START) });
      await run();
      await settled(alone.engine, alone.time);
      expect((await alone.engine.describeExecution(CHILD)).status).toBe('ABORTED');
    });
  });

  it('an unknown machine is an error of the service', async () => {
    const { engine } = await house();
    await engine.createStateMachine({ name: 'parent', definition: parent('.sync:2') });
    const { executionArn } = await engine.startExecution({ stateMachine: 'parent' });
    expect(await engine.finished(executionArn)).toMatchObject({
      status: 'FAILED',
      error: 'StepFunctions.StateMachineDoesNotExistException',
    });
  });
});

describe('doors', () => {
  const calling = definition({
    Call: {
      Type: 'Task',
      Resource: TASK,
      Arguments: { FunctionName: 'arn:aws:lambda:us-east-1:000000000000:function:f:live', Payload: { a: 1 } },
      TimeoutSeconds: 30,
      End: true,
    },
  });

  it('an error’s name and message are what Retry and Catch see; no stack is told', async () => {
    const { engine, run } = await house({
      f: () => {
        throw Object.assign(new Error('no such case'), { name: 'CaseNotFound' });
      },
    });
    await engine.createStateMachine({ name: 'm', definition: calling });
    const { executionArn } = await engine.startExecution({ stateMachine: 'm' });
    await run();
    const { error, cause } = await engine.describeExecution(executionArn);
    expect(error).toBe('CaseNotFound');
    expect(JSON.parse(cause!)).toEqual({ errorType: 'CaseNotFound', errorMessage: 'no such case', trace: [] });
  });

  it('a door that is late is told by its signal, and what it returns is ignored', async () => {
    let aborted = false;
    const inside: House = await house({
      f: async (_, { signal }) => {
        signal.addEventListener('abort', () => (aborted = true));
        await inside.time.sleep(60_000);
        return 'late';
      },
    });
    await inside.engine.createStateMachine({ name: 'm', definition: calling });
    const { executionArn } = await inside.engine.startExecution({ stateMachine: 'm' });
    await inside.run();
    expect(await inside.engine.describeExecution(executionArn)).toMatchObject({
      status: 'FAILED',
      error: 'States.Timeout',
      stopDate: START + 30_000,
    });
    expect(aborted).toBe(true);
    expect(inside.errors).toEqual([]);
  });
});

describe('values', () => {
  it('belong to the engine: what callers and doors change afterwards stays theirs', async () => {
    const { engine, run } = await house({
      f: (payload) => {
        (payload['list'] as Json[]).push('door');
        return null;
      },
    });
    await engine.createStateMachine({
      name: 'm',
      definition: definition({
        Call: {
          Type: 'Task',
          Resource: TASK,
          Arguments: { FunctionName: 'f', Payload: '{% $states.input %}' },
          Output: '{% $states.input %}',
          End: true,
        },
      }),
    });
    const input = { list: ['first'] };
    const { executionArn } = await engine.startExecution({ stateMachine: 'm', input });
    input.list.push('caller');
    await run();
    expect(await engine.describeExecution(executionArn)).toMatchObject({
      input: { list: ['first'] },
      output: { list: ['first'] },
    });
  });
});

describe('restart', () => {
  it('issues again what was in flight, with the same request id, and applies one result', async () => {
    const journal = memoryJournal();
    const time = simulatedTime(START);
    const calls: string[] = [];
    const stuck = await house(
      { f: (_, { requestId }) => (calls.push(requestId), new Promise(() => {})) },
      { journal, time },
    );
    await stuck.engine.createStateMachine({
      name: 'm',
      definition: definition({
        Call: {
          Type: 'Task',
          Resource: TASK,
          Arguments: { FunctionName: 'f' },
          Output: '{% $states.result.Payload %}',
          End: true,
        },
      }),
    });
    const { executionArn } = await stuck.engine.startExecution({ stateMachine: 'm', name: 'x' });
    await stuck.engine.close();
    const again = await house({ f: (_, { requestId }) => (calls.push(requestId), 'done') }, { journal, time });
    await again.run();
    expect((await again.engine.describeExecution(executionArn)).output).toBe('done');
    expect(calls).toHaveLength(2);
    expect(calls[0]).toBe(calls[1]);
  });

  it('keeps tokens, waits and children of a year', async () => {
    const journal = memoryJournal();
    const time = simulatedTime(START);
    const year = 365 * DAY;
    let token = '';
    const doors = { open: (payload: Record<string, Json>): void => void (token = tokenOf(payload)) };
    const first = await house(doors, { journal, time });
    await first.engine.createStateMachine({
      name: 'child',
      definition: definition({ W: { Type: 'Wait', Seconds: year / 1_000, End: true } }),
    });
    await first.engine.createStateMachine({ name: 'ask', definition: asking });
    await first.engine.createStateMachine({
      name: 'parent',
      definition: definition({
        Call: {
          Type: 'Task',
          Resource: 'arn:aws:states:::states:startExecution.sync:2',
          Arguments: { StateMachineArn: 'child', Name: 'c' },
          Output: 'child ended',
          End: true,
        },
      }),
    });
    const parent = await first.engine.startExecution({ stateMachine: 'parent', name: 'p' });
    const ask = await first.engine.startExecution({ stateMachine: 'ask', name: 'a' });
    await settled(first.engine, time);
    await first.engine.close();
    time.advanceTo(START + year / 2);
    const second = await house(doors, { journal, time });
    await second.engine.sendTaskSuccess(token, 'decided');
    await second.engine.close();
    const third = await house(doors, { journal, time });
    await third.run();
    expect(await third.engine.describeExecution(ask.executionArn)).toMatchObject({ output: 'decided' });
    expect(await third.engine.describeExecution(parent.executionArn)).toMatchObject({
      output: 'child ended',
      stopDate: START + year,
    });
  });

  it('carries on under a definition that would not be accepted any more', async () => {
    const journal = memoryJournal();
    const time = simulatedTime(START);
    const first = await house({}, { journal, time });
    await first.engine.createStateMachine({ name: 'm', definition: waiting });
    const { executionArn } = await first.engine.startExecution({ stateMachine: 'm', name: 'x' });
    await first.engine.close();
    const [record] = (await journal.open()).machines;
    await journal.append([
      { kind: 'machine', machine: { ...record!, definition: waiting.replace('"W":{', '"W":{"Colour":1,') } },
    ]);
    const second = await house({}, { journal, time });
    await second.run();
    expect((await second.engine.describeExecution(executionArn)).status).toBe('SUCCEEDED');
  });

  it('does at once what fell due while it was down', async () => {
    const journal = memoryJournal();
    const time = simulatedTime(START);
    const first = await house({}, { journal, time });
    await first.engine.createStateMachine({ name: 'm', definition: waiting });
    const { executionArn } = await first.engine.startExecution({ stateMachine: 'm', name: 'x' });
    await first.engine.close();
    time.advanceTo(START + DAY);
    const second = await house({}, { journal, time });
    await second.engine.wake();
    expect(await second.engine.describeExecution(executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      stopDate: START + DAY,
    });
  });
});

describe('durability', () => {
  it('performs nothing and answers nobody before the journal has it', async () => {
    const journal = memoryJournal();
    const happened: string[] = [];
    let release = (): void => {};
    const slow = {
      ...journal,
      append: async (entries: readonly JournalEntry[]): Promise<void> => {
        if (entries.some(({ kind }) => kind === 'execution')) {
          await new Promise<void>((resolve) => {
            release = resolve;
          });
        }
        happened.push('written');
        await journal.append(entries);
      },
    };
    const time = simulatedTime(START);
    const { engine } = await house({ f: () => void happened.push('called') }, { journal: slow, time });
    await engine.createStateMachine({
      name: 'm',
      definition: definition({ Call: { Type: 'Task', Resource: TASK, Arguments: { FunctionName: 'f' }, End: true } }),
    });
    happened.length = 0;
    const started = engine.startExecution({ stateMachine: 'm', name: 'x' }).then(() => happened.push('answered'));
    await new Promise(setImmediate);
    expect(happened).toEqual([]);
    release();
    await started;
    expect(happened).toEqual(['written', 'called', 'answered']);
  });

  it('stops for good when the journal fails', async () => {
    const journal = memoryJournal();
    let broken = false;
    const errors: unknown[] = [];
    const engine = await createEngine({
      journal: {
        ...journal,
        append: (entries) => (broken ? Promise.reject(new Error('disk full')) : journal.append(entries)),
      },
      lambda: () => Promise.resolve(null),
      onError: (error) => errors.push(error),
    });
    await engine.createStateMachine({ name: 'm', definition: waiting });
    broken = true;
    await expect(engine.startExecution({ stateMachine: 'm' })).rejects.toThrow('disk full');
    broken = false;
    expect(await named(engine.startExecution({ stateMachine: 'm' }))).toBe('EngineStopped');
    expect(errors).toHaveLength(1);
  });

  it('writes once a macro-step: start, and each task result with all that follows from it', async () => {
    const { engine, journal, run } = await house({ f: () => 1 });
    const task = { Type: 'Task', Resource: TASK, Arguments: { FunctionName: 'f' } };
    await engine.createStateMachine({
      name: 'm',
      definition: definition({
        A: { Type: 'Pass', Next: 'B' },
        B: { ...task, Next: 'C' },
        C: { Type: 'Pass', Next: 'D' },
        D: { ...task, Next: 'E' },
        E: { Type: 'Succeed' },
      }),
    });
    const before = journal.appends();
    await engine.startExecution({ stateMachine: 'm' });
    await run();
    expect(journal.appends() - before).toBe(3);
  });
});

describe('virtual time', () => {
  it('two runs under one seed are equal to the byte, another seed is not', async () => {
    const play = async (seed: number): Promise<string> => {
      let decide: (() => void)[] = [];
      const inside: House = await house(
        {
          open: (payload) => void decide.push(() => void inside.engine.sendTaskSuccess(tokenOf(payload), {})),
          flaky: () => {
            if (inside.time.now() < START + 100_000) throw new Error('not yet');
            return inside.time.sleep(1_000);
          },
        },
        { seed },
      );
      const machine = definition({
        Both: {
          Type: 'Parallel',
          Branches: [
            {
              StartAt: 'Ask',
              States: {
                Ask: {
                  Type: 'Task',
                  Resource: WAIT_TOKEN,
                  Arguments: { FunctionName: 'open', Payload: { token: '{% $states.context.Task.Token %}' } },
                  End: true,
                },
              },
            },
            {
              StartAt: 'Try',
              States: {
                Try: {
                  Type: 'Task',
                  Resource: TASK,
                  Arguments: { FunctionName: 'flaky' },
                  Retry: [
                    {
                      ErrorEquals: ['States.ALL'],
                      MaxAttempts: 20,
                      JitterStrategy: 'FULL',
                      BackoffRate: 1.5,
                      MaxDelaySeconds: 60,
                    },
                  ],
                  End: true,
                },
              },
            },
          ],
          Next: 'Each',
        },
        Each: {
          Type: 'Map',
          Items: '{% $range(1, 5, 1) %}',
          MaxConcurrency: 2,
          ItemProcessor: {
            StartAt: 'I',
            States: {
              I: { Type: 'Wait', Seconds: '{% $floor($random() * 100) %}', Next: 'U' },
              U: { Type: 'Pass', Output: '{% $uuid() & $now() %}', End: true },
            },
          },
          End: true,
        },
      });
      await inside.engine.createStateMachine({ name: 'm', definition: machine });
      const arns: string[] = [];
      for (let i = 0; i < 5; i++) arns.push((await inside.engine.startExecution({ stateMachine: 'm' })).executionArn);
      await inside.run(START + 40 * DAY);
      for (const act of decide) act();
      decide = [];
      await inside.run();
      const histories = await Promise.all(arns.map((arn) => inside.engine.getExecutionHistory(arn)));
      for (const arn of arns) expect((await inside.engine.describeExecution(arn)).status).toBe('SUCCEEDED');
      return JSON.stringify([arns, histories]);
    };
    const first = await play(7);
    expect(await play(7)).toBe(first);
    expect(await play(8)).not.toBe(first);
  });
});
