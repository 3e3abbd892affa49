import * as S from '@aws-sdk/client-sfn';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ASK, FUNCTION, machine, openHouse, PASS, ROLE, type House } from './house.ts';

let house: House;
const tokens: string[] = [];
beforeEach(async () => {
  tokens.length = 0;
  house = await openHouse({
    ask: (event) => void tokens.push((event as { token: string }).token),
    boom: () => {
      throw Object.assign(new Error('it broke'), { name: 'Boom' });
    },
  });
});
afterEach(async () => {
  await house.close();
  if (house.errors.length > 0) throw new AggregateError(house.errors, 'The engine failed without a caller.');
});

const create = async (name: string, definition = PASS, more: Partial<S.CreateStateMachineCommandInput> = {}) =>
  house.sfn.send(new S.CreateStateMachineCommand({ name, definition, roleArn: ROLE, ...more }));
const arnOf = async (...given: Parameters<typeof create>) => (await create(...given)).stateMachineArn!;
const start = async (stateMachineArn: string, more: Partial<S.StartExecutionCommandInput> = {}) =>
  (await house.sfn.send(new S.StartExecutionCommand({ stateMachineArn, ...more }))).executionArn!;
const refusal = async (sent: Promise<unknown>) => {
  const error = await sent.then(
    () => undefined,
    (caught: unknown) => caught as Error,
  );
  return { name: error?.name, message: error?.message };
};

describe('state machines', () => {
  it('are created, described, updated, listed and deleted', async () => {
    const before = Date.now();
    const made = await create('first', PASS, { tags: [{ key: 'a', value: '1' }] });
    expect(made.creationDate!.getTime()).toBeGreaterThanOrEqual(before);
    const stateMachineArn = made.stateMachineArn!;
    const shown = await house.sfn.send(new S.DescribeStateMachineCommand({ stateMachineArn }));
    expect(shown).toMatchObject({ name: 'first', status: 'ACTIVE', type: 'STANDARD', definition: PASS, roleArn: ROLE });
    expect(shown.loggingConfiguration).toEqual({ level: 'OFF', includeExecutionData: false });
    const { revisionId } = await house.sfn.send(
      new S.UpdateStateMachineCommand({ stateMachineArn, definition: ASK, tracingConfiguration: { enabled: true } }),
    );
    const again = await house.sfn.send(new S.DescribeStateMachineCommand({ stateMachineArn }));
    expect(again).toMatchObject({ definition: ASK, revisionId, tracingConfiguration: { enabled: true } });
    await create('second');
    const list = await house.sfn.send(new S.ListStateMachinesCommand({ maxResults: 1 }));
    expect(list.stateMachines!.map(({ name }) => name)).toEqual(['first']);
    const rest = await house.sfn.send(new S.ListStateMachinesCommand({ nextToken: list.nextToken }));
    expect(rest.stateMachines!.map(({ name }) => name)).toEqual(['second']);
    expect(rest.nextToken).toBeUndefined();
    await house.sfn.send(new S.DeleteStateMachineCommand({ stateMachineArn }));
    await house.sfn.send(new S.DeleteStateMachineCommand({ stateMachineArn }));
    expect(await refusal(house.sfn.send(new S.DescribeStateMachineCommand({ stateMachineArn })))).toEqual({
      name: 'StateMachineDoesNotExist',
      message: `State Machine Does Not Exist: '${stateMachineArn}'`,
    });
  });

  it('are the same machine when created again alike, and a conflict otherwise', async () => {
    const first = await create('m');
    expect(await create('m', PASS, { tags: [{ key: 'other', value: 'x' }] })).toMatchObject({
      stateMachineArn: first.stateMachineArn,
      creationDate: first.creationDate,
    });
    for (const other of [
      create('m', ASK),
      create('m', PASS, { type: 'EXPRESS' }),
      create('m', PASS, { loggingConfiguration: { level: 'ALL' } }),
    ])
      expect(await refusal(other)).toEqual({
        name: 'StateMachineAlreadyExists',
        message: `State Machine Already Exists: '${first.stateMachineArn}'`,
      });
  });

  it('are refused with AWS’s words', async () => {
    expect(await refusal(create('bad name'))).toEqual({ name: 'InvalidName', message: "Invalid Name: 'bad name'" });
    expect(await refusal(create('m', '{"StartAt":"A"}'))).toMatchObject({ name: 'InvalidDefinition' });
    expect(await refusal(create('m', PASS, { versionDescription: 'v' }))).toEqual({
      name: 'ValidationException',
      message: 'Version description can only be set when publish is true',
    });
    expect(
      await refusal(house.sfn.send(new S.DescribeStateMachineCommand({ stateMachineArn: 'nonsense' }))),
    ).toMatchObject({
      name: 'InvalidArn',
    });
    const stateMachineArn = await arnOf('m');
    expect(await refusal(house.sfn.send(new S.UpdateStateMachineCommand({ stateMachineArn })))).toMatchObject({
      name: 'MissingRequiredParameter',
    });
  });

  it('are validated without being created', async () => {
    const command = (definition: string) => new S.ValidateStateMachineDefinitionCommand({ definition });
    expect(await house.sfn.send(command(PASS))).toMatchObject({ result: 'OK', diagnostics: [] });
    const bad = await house.sfn.send(command(machine({ A: { Type: 'Pass', Next: 'Nowhere' } })));
    expect(bad.result).toBe('FAIL');
    expect(bad.diagnostics).toMatchObject([{ code: 'MISSING_TRANSITION_TARGET', location: '/States/A/Next' }]);
    expect((await house.sfn.send(new S.ListStateMachinesCommand({}))).stateMachines).toEqual([]);
  });

  it('carry tags', async () => {
    const resourceArn = await arnOf('m', PASS, { tags: [{ key: 'a', value: '1' }] });
    await house.sfn.send(new S.TagResourceCommand({ resourceArn, tags: [{ key: 'b', value: '2' }] }));
    await house.sfn.send(new S.UntagResourceCommand({ resourceArn, tagKeys: ['a'] }));
    const { tags } = await house.sfn.send(new S.ListTagsForResourceCommand({ resourceArn }));
    expect(tags).toEqual([{ key: 'b', value: '2' }]);
    expect(
      await refusal(house.sfn.send(new S.ListTagsForResourceCommand({ resourceArn: `${resourceArn}x` }))),
    ).toMatchObject({ name: 'ResourceNotFound' });
  });
});

describe('versions and aliases', () => {
  it('start the revision that was published', async () => {
    const stateMachineArn = await arnOf('m', PASS, { publish: true });
    const v1 = `${stateMachineArn}:1`;
    await house.sfn.send(
      new S.UpdateStateMachineCommand({
        stateMachineArn,
        definition: machine({ Only: { Type: 'Pass', Output: 'new', End: true } }),
      }),
    );
    const published = await house.sfn.send(
      new S.PublishStateMachineVersionCommand({ stateMachineArn, description: 'two' }),
    );
    const v2 = published.stateMachineVersionArn!;
    expect(v2).toBe(`${stateMachineArn}:2`);
    const again = await house.sfn.send(new S.PublishStateMachineVersionCommand({ stateMachineArn }));
    expect(again.stateMachineVersionArn).toBe(v2);
    expect(
      await refusal(house.sfn.send(new S.PublishStateMachineVersionCommand({ stateMachineArn, revisionId: 'old' }))),
    ).toMatchObject({ name: 'ConflictException' });
    const list = await house.sfn.send(new S.ListStateMachineVersionsCommand({ stateMachineArn }));
    expect(list.stateMachineVersions!.map((v) => v.stateMachineVersionArn)).toEqual([v2, v1]);
    expect(await house.sfn.send(new S.DescribeStateMachineCommand({ stateMachineArn: v1 }))).toMatchObject({
      stateMachineArn: v1,
      definition: PASS,
    });

    const aliased = await house.sfn.send(
      new S.CreateStateMachineAliasCommand({
        name: 'live',
        routingConfiguration: [{ stateMachineVersionArn: v1, weight: 100 }],
      }),
    );
    const stateMachineAliasArn = aliased.stateMachineAliasArn!;
    const byAlias = await start(stateMachineAliasArn, { input: '1' });
    await start(v2, { input: '2' });
    await start(stateMachineArn, { input: '3' });
    expect(await house.sfn.send(new S.DescribeExecutionCommand({ executionArn: byAlias }))).toMatchObject({
      output: '{"seen":1}',
      stateMachineArn,
      stateMachineVersionArn: v1,
      stateMachineAliasArn,
    });
    const listed = async (arn: string) =>
      (await house.sfn.send(new S.ListExecutionsCommand({ stateMachineArn: arn }))).executions!.length;
    expect([
      await listed(stateMachineArn),
      await listed(v1),
      await listed(v2),
      await listed(stateMachineAliasArn),
    ]).toEqual([3, 1, 1, 1]);

    expect(
      await refusal(house.sfn.send(new S.DeleteStateMachineVersionCommand({ stateMachineVersionArn: v1 }))),
    ).toMatchObject({
      name: 'ConflictException',
    });
    await house.sfn.send(
      new S.UpdateStateMachineAliasCommand({
        stateMachineAliasArn,
        routingConfiguration: [{ stateMachineVersionArn: v2, weight: 100 }],
      }),
    );
    const shown = await house.sfn.send(new S.DescribeStateMachineAliasCommand({ stateMachineAliasArn }));
    expect(shown.routingConfiguration).toEqual([{ stateMachineVersionArn: v2, weight: 100 }]);
    await house.sfn.send(new S.DeleteStateMachineVersionCommand({ stateMachineVersionArn: v1 }));
    const aliases = await house.sfn.send(new S.ListStateMachineAliasesCommand({ stateMachineArn }));
    expect(aliases.stateMachineAliases!.map((a) => a.stateMachineAliasArn)).toEqual([stateMachineAliasArn]);
    await house.sfn.send(new S.DeleteStateMachineAliasCommand({ stateMachineAliasArn }));
    expect(
      await refusal(house.sfn.send(new S.DescribeStateMachineAliasCommand({ stateMachineAliasArn }))),
    ).toMatchObject({
      name: 'ResourceNotFound',
    });
  });

  it('are what a machine starts that names them, and what a child is told to belong to', async () => {
    const child = await arnOf('child', PASS, { publish: true });
    await house.sfn.send(
      new S.UpdateStateMachineCommand({
        stateMachineArn: child,
        definition: machine({ Only: { Type: 'Pass', Output: 'not published', End: true } }),
      }),
    );
    const { stateMachineAliasArn } = await house.sfn.send(
      new S.CreateStateMachineAliasCommand({
        name: 'live',
        routingConfiguration: [{ stateMachineVersionArn: `${child}:1`, weight: 100 }],
      }),
    );
    const parent = (StateMachineArn: string) =>
      machine({
        Child: {
          Type: 'Task',
          Resource: 'arn:aws:states:::states:startExecution.sync:2',
          Arguments: { StateMachineArn, Name: 'c-1', Input: { n: 1 } },
          Output: '{% $states.result.Output %}',
          End: true,
        },
      });
    const executionArn = await start(await arnOf('parent', parent(stateMachineAliasArn!)));
    await house.endpoint.engine.finished(executionArn);
    expect(await house.sfn.send(new S.DescribeExecutionCommand({ executionArn }))).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"seen":{"n":1}}',
    });
    const childArn = `${child.replace(':stateMachine:', ':execution:')}:c-1`;
    expect(await house.sfn.send(new S.DescribeExecutionCommand({ executionArn: childArn }))).toMatchObject({
      stateMachineArn: child,
      stateMachineVersionArn: `${child}:1`,
      stateMachineAliasArn,
    });

    const lost = await start(await arnOf('lost', parent(`${child}:gone`)));
    await house.endpoint.engine.finished(lost);
    expect(await house.sfn.send(new S.DescribeExecutionCommand({ executionArn: lost }))).toMatchObject({
      status: 'FAILED',
      error: 'StepFunctions.StateMachineDoesNotExistException',
    });
  });

  it('refuse routes that do not make 100 or name no version', async () => {
    const stateMachineArn = await arnOf('m', PASS, { publish: true });
    const alias = (arn: string, weight: number) =>
      house.sfn.send(
        new S.CreateStateMachineAliasCommand({
          name: 'live',
          routingConfiguration: [{ stateMachineVersionArn: arn, weight }],
        }),
      );
    expect(await refusal(alias(`${stateMachineArn}:1`, 99))).toMatchObject({ name: 'ValidationException' });
    expect(await refusal(alias(`${stateMachineArn}:7`, 100))).toMatchObject({ name: 'ResourceNotFound' });
    expect(await refusal(alias(stateMachineArn, 100))).toMatchObject({ name: 'ValidationException' });
  });
});

describe('executions', () => {
  it('run, are described, and keep their history in both orders', async () => {
    const stateMachineArn = await arnOf('m');
    const executionArn = await start(stateMachineArn, { name: 'one', input: '{"a":1}' });
    expect(await house.sfn.send(new S.DescribeExecutionCommand({ executionArn }))).toMatchObject({
      executionArn,
      name: 'one',
      status: 'SUCCEEDED',
      input: '{"a":1}',
      output: '{"seen":{"a":1}}',
    });
    const read = async (more: Partial<S.GetExecutionHistoryCommandInput>) => {
      const events: S.HistoryEvent[] = [];
      let nextToken: string | undefined;
      do {
        const page = await house.sfn.send(
          new S.GetExecutionHistoryCommand({ executionArn, maxResults: 3, nextToken, ...more }),
        );
        expect(page.events!.length).toBeLessThanOrEqual(3);
        events.push(...page.events!);
        ({ nextToken } = page);
      } while (nextToken !== undefined);
      return events;
    };
    const forward = await read({});
    expect(forward.map(({ id, type }) => `${id} ${type}`)).toEqual([
      '1 ExecutionStarted',
      '2 PassStateEntered',
      '3 PassStateExited',
      '4 ExecutionSucceeded',
    ]);
    expect(forward[0]!.timestamp).toBeInstanceOf(Date);
    expect(forward[0]!.executionStartedEventDetails).toMatchObject({ input: '{"a":1}', roleArn: ROLE });
    expect(await read({ reverseOrder: true })).toEqual(forward.toReversed());
    const [first] = await read({ includeExecutionData: false });
    expect(first!.executionStartedEventDetails).not.toHaveProperty('input');
    const { nextToken } = await house.sfn.send(new S.GetExecutionHistoryCommand({ executionArn, maxResults: 1 }));
    expect(
      await refusal(house.sfn.send(new S.GetExecutionHistoryCommand({ executionArn, nextToken, reverseOrder: true }))),
    ).toEqual({ name: 'InvalidToken', message: "Invalid Token: 'Invalid token'" });
  });

  it('are idempotent by name and input while they run', async () => {
    const stateMachineArn = await arnOf('ask', ASK);
    const executionArn = await start(stateMachineArn, { name: 'one', input: '1' });
    expect(await start(stateMachineArn, { name: 'one', input: '1' })).toBe(executionArn);
    const exists = { name: 'ExecutionAlreadyExists', message: `Execution Already Exists: '${executionArn}'` };
    expect(await refusal(start(stateMachineArn, { name: 'one', input: '2' }))).toEqual(exists);
    await house.sfn.send(new S.StopExecutionCommand({ executionArn, error: 'Stopped', cause: 'by hand' }));
    expect(await refusal(start(stateMachineArn, { name: 'one', input: '1' }))).toEqual(exists);
    const stopped = await house.sfn.send(new S.DescribeExecutionCommand({ executionArn }));
    expect(stopped).toMatchObject({ status: 'ABORTED', error: 'Stopped', cause: 'by hand' });
    const again = await house.sfn.send(new S.StopExecutionCommand({ executionArn }));
    expect(again.stopDate).toEqual(stopped.stopDate);
  });

  it('keep their definition, and say which', async () => {
    const stateMachineArn = await arnOf('ask', ASK);
    const executionArn = await start(stateMachineArn);
    await house.sfn.send(new S.UpdateStateMachineCommand({ stateMachineArn, definition: PASS }));
    const shown = await house.sfn.send(new S.DescribeStateMachineForExecutionCommand({ executionArn }));
    expect(shown).toMatchObject({ stateMachineArn, definition: ASK, name: 'ask' });
  });

  it('are listed by status, page by page', async () => {
    const stateMachineArn = await arnOf('m');
    for (let i = 0; i < 5; i++) await start(stateMachineArn, { name: `e${i}` });
    const names: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = await house.sfn.send(
        new S.ListExecutionsCommand({ stateMachineArn, statusFilter: 'SUCCEEDED', maxResults: 2, nextToken }),
      );
      names.push(...page.executions!.map(({ name }) => name!));
      ({ nextToken } = page);
    } while (nextToken !== undefined);
    expect(names.toSorted()).toEqual(['e0', 'e1', 'e2', 'e3', 'e4']);
    const running = await house.sfn.send(new S.ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING' }));
    expect(running.executions).toEqual([]);
  });

  it('report a function’s error as Lambda does', async () => {
    const stateMachineArn = await arnOf(
      'boom',
      machine({ A: { Type: 'Task', Resource: `${FUNCTION}:boom`, End: true } }),
    );
    const executionArn = await start(stateMachineArn);
    await house.endpoint.engine.finished(executionArn);
    const failed = await house.sfn.send(new S.DescribeExecutionCommand({ executionArn }));
    expect(failed).toMatchObject({ status: 'FAILED', error: 'Boom' });
    expect(JSON.parse(failed.cause!)).toMatchObject({ errorType: 'Boom', errorMessage: 'it broke' });
  });

  it('of Express machines answer when they end, and only they', async () => {
    const express = await arnOf('express', PASS, { type: 'EXPRESS' });
    const ended = await house.sfn.send(new S.StartSyncExecutionCommand({ stateMachineArn: express, input: '7' }));
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: '{"seen":7}', input: '7' });
    const { executionArn } = ended;
    expect(await refusal(house.sfn.send(new S.DescribeExecutionCommand({ executionArn })))).toEqual({
      name: 'InvalidArn',
      message: "Invalid Arn: 'Resource type not valid in this context: express'",
    });
    const notForType = {
      name: 'StateMachineTypeNotSupported',
      message: 'This operation is not supported by this type of state machine',
    };
    const standard = await arnOf('standard');
    expect(await refusal(house.sfn.send(new S.StartSyncExecutionCommand({ stateMachineArn: standard })))).toEqual(
      notForType,
    );
    expect(await refusal(house.sfn.send(new S.ListExecutionsCommand({ stateMachineArn: express })))).toEqual(
      notForType,
    );
  });

  it('refuse input that is no JSON or too large', async () => {
    const stateMachineArn = await arnOf('m');
    for (const input of ['{', `"${'x'.repeat(262_145)}"`])
      expect(await refusal(start(stateMachineArn, { input }))).toMatchObject({ name: 'InvalidExecutionInput' });
    expect((await house.sfn.send(new S.ListExecutionsCommand({ stateMachineArn }))).executions).toEqual([]);
  });
});

describe('task tokens', () => {
  it('succeed, fail and beat once; closed and unknown ones are told apart', async () => {
    const stateMachineArn = await arnOf('ask', ASK);
    const first = await start(stateMachineArn);
    const second = await start(stateMachineArn);
    await expect.poll(() => tokens.length).toBe(2);
    const [one, two] = tokens as [string, string];
    await house.sfn.send(new S.SendTaskHeartbeatCommand({ taskToken: one }));
    const success = (taskToken: string, output: string) =>
      house.sfn.send(new S.SendTaskSuccessCommand({ taskToken, output }));
    expect(await refusal(success(one, '{'))).toMatchObject({ name: 'InvalidOutput' });
    await success(one, '{"done":true}');
    await house.sfn.send(new S.SendTaskFailureCommand({ taskToken: two, error: 'No', cause: 'because' }));
    expect(await refusal(success(one, '1'))).toEqual({
      name: 'TaskTimedOut',
      message: "Task Timed Out: 'Provided task does not exist anymore'",
    });
    expect(await refusal(success('nonsense', '1'))).toEqual({
      name: 'InvalidToken',
      message: "Invalid Token: 'Invalid token'",
    });
    const outcomes = await Promise.all([first, second].map((arn) => house.endpoint.engine.finished(arn)));
    expect(outcomes.map(({ status, error }) => [status, error])).toEqual(
      expect.arrayContaining([
        ['SUCCEEDED', undefined],
        ['FAILED', 'No'],
      ]),
    );
  });
});

describe('the data folder', () => {
  it('keeps executions, versions, aliases and tags over a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sfn-'));
    try {
      const before = await openHouse({ ask: () => null }, { folder });
      const { stateMachineArn } = await before.sfn.send(
        new S.CreateStateMachineCommand({
          name: 'ask',
          definition: ASK,
          roleArn: ROLE,
          publish: true,
          tags: [{ key: 'a', value: '1' }],
        }),
      );
      const { executionArn } = await before.sfn.send(new S.StartExecutionCommand({ stateMachineArn }));
      await before.close();
      const after = await openHouse({ ask: () => null }, { folder });
      expect(await after.sfn.send(new S.DescribeExecutionCommand({ executionArn }))).toMatchObject({
        status: 'RUNNING',
      });
      const { tags } = await after.sfn.send(new S.ListTagsForResourceCommand({ resourceArn: stateMachineArn }));
      expect(tags).toEqual([{ key: 'a', value: '1' }]);
      const versions = await after.sfn.send(new S.ListStateMachineVersionsCommand({ stateMachineArn }));
      expect(versions.stateMachineVersions).toHaveLength(1);
      await after.close();
      expect([...before.errors, ...after.errors]).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
