import { describe, expect, it } from 'vitest';
import { bindings } from '../../workflows/bindings.ts';
import type { Binding } from '../../workflows/bindings.ts';
import { machines, placeholdersOf } from '../../workflows/index.ts';
import { listed, statementsOf, synthesised } from './synthesised.ts';

const { resources } = synthesised();
const table: Readonly<Record<string, Binding>> = bindings;

const pascal = (name: string) =>
  name
    .split('-')
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join('');
const byId = (type: string, prefix: string) => {
  const found = resources('workflow', type).filter(([id]) => id.startsWith(prefix));
  expect(found, `${type} ${prefix}`).toHaveLength(1);
  return found[0]!;
};
const roleOf = (prefix: string): string =>
  byId('AWS::Lambda::Function', `${prefix}Function`)[1].Properties['Role']['Fn::GetAtt'][0];
const allowed = (roleId: string, action: string) =>
  statementsOf(roleId, 'workflow')
    .filter(({ Action }) => listed(Action).includes(action))
    .flatMap(({ Resource }) => listed(Resource));

describe.each(machines)('the machine $name', ({ name, definition }) => {
  const [, made] = byId('AWS::StepFunctions::StateMachine', `${pascal(name)}Workflow`);
  const role: string = made.Properties['RoleArn']['Fn::GetAtt'][0];
  const bound = placeholdersOf(definition).map((placeholder) => table[placeholder]!);

  it('stands in the template as in its file', () => {
    expect(JSON.parse(made.Properties['DefinitionString'])).toEqual(JSON.parse(definition));
    expect(Object.keys(made.Properties['DefinitionSubstitutions']).toSorted()).toEqual(
      [...placeholdersOf(definition)].toSorted(),
    );
  });

  it('may invoke exactly the doors that its file names', () => {
    const doors = bound.flatMap((binding) => (binding.kind === 'door' ? [`${pascal(binding.door)}Function`] : []));
    const granted = allowed(role, 'lambda:InvokeFunction').map((resource) =>
      String(resource['Fn::GetAtt'][0]).slice(0, -8),
    );
    expect(granted.toSorted()).toEqual(doors.toSorted());
  });

  it('may start exactly the machines that its file names', () => {
    const children = bound.flatMap((binding) =>
      binding.kind === 'machine' ? [`${pascal(binding.machine)}WorkflowMachine`] : [],
    );
    expect(allowed(role, 'states:StartExecution').map(({ Ref }) => Ref.slice(0, -8))).toEqual(children);
    expect(allowed(role, 'states:StopExecution')).toHaveLength(children.length);
    expect(allowed(role, 'events:PutRule')).toHaveLength(children.length);
  });

  it('becomes a version whenever it changes, which stays for those that run on it, and the newest is live', () => {
    const [machineId] = byId('AWS::StepFunctions::StateMachine', `${pascal(name)}Workflow`);
    const [versionId, version] = byId('AWS::StepFunctions::StateMachineVersion', `${pascal(name)}Workflow`);
    expect(version.Properties).toEqual({
      StateMachineArn: { Ref: machineId },
      StateMachineRevisionId: { 'Fn::GetAtt': [machineId, 'StateMachineRevisionId'] },
    });
    expect(version).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    const [, alias] = byId('AWS::StepFunctions::StateMachineAlias', `${pascal(name)}Workflow`);
    expect(alias.Properties).toEqual({
      Name: 'live',
      RoutingConfiguration: [{ StateMachineVersionArn: { 'Fn::GetAtt': [versionId, 'Arn'] }, Weight: 100 }],
    });
  });

  it('is started as what is live and not otherwise', () => {
    const [machineId] = byId('AWS::StepFunctions::StateMachine', `${pascal(name)}Workflow`);
    const [liveId] = byId('AWS::StepFunctions::StateMachineAlias', `${pascal(name)}Workflow`);
    const starts = JSON.stringify([
      ...resources('workflow', 'AWS::StepFunctions::StateMachine').map(
        ([, { Properties }]) => Properties['DefinitionSubstitutions'],
      ),
      ...resources('workflow', 'AWS::Lambda::Function').map(([, { Properties }]) => Properties['Environment']),
      ...resources('workflow', 'AWS::Scheduler::Schedule').map(([, { Properties }]) => Properties['Target'].Arn),
    ]);
    expect(starts).toContain(`"${liveId}"`);
    expect(starts).not.toContain(`"${machineId}"`);
  });

  it('logs errors without what they were about, and is kept when the stack goes', () => {
    expect(made.Properties['LoggingConfiguration']).toMatchObject({ Level: 'ERROR', IncludeExecutionData: false });
    expect(made.Properties['StateMachineType']).toBe('STANDARD');
    expect(made.DeletionPolicy).toBe('Retain');
  });
});

describe('keys', () => {
  /** Scopes of the vault that a role may unwrap, `*` for every household. */
  const scopes = (prefix: string, action: string) =>
    statementsOf(roleOf(prefix), 'workflow')
      .filter(
        ({ Action, Resource }) => listed(Action).includes(action) && JSON.stringify(Resource).includes('VaultKey'),
      )
      .map(({ Condition }) => Condition.StringEquals['kms:EncryptionContext:scope'] ?? '*');

  it.each([
    ['OpenTask', ['*', 'doorbells'], ['doorbells']],
    ['SettleTask', [], []],
    ['Classify', ['*'], []],
    ['Determine', ['*', 'blind-index'], []],
    ['Outbox', ['doorbells'], []],
    ['Courier', ['webhooks'], []],
    ['Sweeps', ['doorbells', 'webhooks'], []],
  ])('of %s: it unwraps %j and creates %j', (name, unwraps, creates) => {
    expect(scopes(name, 'kms:Decrypt')).toEqual(unwraps);
    expect(scopes(name, 'kms:GenerateDataKey')).toEqual(creates);
  });

  it('of every household leave out doorbells, webhooks and the blind index', () => {
    const wide = statementsOf(roleOf('Classify'), 'workflow').filter(
      ({ Condition }) => Condition?.StringNotEquals !== undefined,
    );
    expect(wide.map(({ Condition }) => Condition)).toEqual([
      {
        StringEquals: { 'kms:EncryptionContext:app': 'yimen' },
        StringNotEquals: { 'kms:EncryptionContext:scope': ['doorbells', 'webhooks', 'blind-index'] },
      },
    ]);
  });
});

describe('ringing', () => {
  it('is the right of the outbox and the sweep alone', () => {
    const ringing = resources('workflow', 'AWS::IAM::Policy').filter(([, policy]) =>
      JSON.stringify(policy).includes('SendTaskSuccess'),
    );
    expect(
      ringing.flatMap(([, { Properties }]) => listed(Properties['Roles']).map(({ Ref }) => String(Ref))).toSorted(),
    ).toEqual([roleOf('Outbox'), roleOf('Sweeps')].toSorted());
    // The one machine that is no case's may be started by hand.
    const started = resources('api', 'AWS::IAM::Policy').filter(([, policy]) =>
      JSON.stringify(policy).includes('states:'),
    );
    expect(started.map(([id]) => id)).toEqual([expect.stringMatching(/^DiscoveryRole/)]);
    expect(JSON.stringify(started)).toContain('DiscoveryScanWorkflow');
    expect(JSON.stringify(started)).not.toContain('SendTask');
  });
});

describe('the bus of messages', () => {
  it('is filled by the sweep and by whatever brings messages, which are told its name', () => {
    const [[busId] = []] = resources('workflow', 'AWS::Events::EventBus');
    const filling = resources('workflow', 'AWS::IAM::Policy').filter(([, policy]) =>
      JSON.stringify(policy).includes('events:PutEvents'),
    );
    expect(
      filling.flatMap(([, { Properties }]) => listed(Properties['Roles']).map(({ Ref }) => String(Ref))).toSorted(),
    ).toEqual([roleOf('Courier'), roleOf('Sweeps')].toSorted());
    const [statement] = statementsOf(roleOf('Sweeps'), 'workflow').filter(({ Action }) =>
      listed(Action).includes('events:PutEvents'),
    );
    expect(statement!.Resource).toEqual({ 'Fn::GetAtt': [busId, 'Arn'] });
    const [, sweeps] = byId('AWS::Lambda::Function', 'SweepsFunction');
    expect(sweeps.Properties['Environment'].Variables['EVENT_BUS_NAME']).toEqual({ Ref: busId });
  });
});

describe.each([
  ['Outbox', ['ring', 'start']],
  ['Courier', ['notify', 'handover', 'answer']],
])('the consumer %s of the outbox', (name, kinds) => {
  const [, mapping] = byId('AWS::Lambda::EventSourceMapping', `${name}Stream`);

  it('is woken by inserted messages of its kinds only', () => {
    const [filter] = mapping.Properties['FilterCriteria'].Filters;
    expect(JSON.parse(filter.Pattern)).toEqual({
      eventName: ['INSERT'],
      dynamodb: {
        Keys: { sk: { S: [{ prefix: 'OUTBOX#' }] } },
        NewImage: { message: { M: { kind: { S: kinds } } } },
      },
    });
  });

  it('reports what failed, splits, gives up in the end and says where', () => {
    expect(mapping.Properties).toMatchObject({
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 5,
      MaximumRecordAgeInSeconds: 21_600,
    });
    expect(mapping.Properties['DestinationConfig'].OnFailure.Destination['Fn::GetAtt'][0]).toMatch(
      new RegExp(`^${name}Failures`),
    );
  });
});

describe('the outbox consumer', () => {
  it('strikes off and changes nothing else', () => {
    const role = roleOf('Outbox');
    expect(allowed(role, 'dynamodb:DeleteItem')).toHaveLength(1);
    expect(allowed(role, 'dynamodb:PutItem')).toEqual([]);
    expect(allowed(role, 'dynamodb:UpdateItem')).toEqual([]);
  });
});

describe('the sweep', () => {
  it('runs every five minutes, never twice at once, and its failures go to a queue', () => {
    const [, sweeps] = byId('AWS::Lambda::Function', 'SweepsFunction');
    expect(sweeps.Properties['ReservedConcurrentExecutions']).toBe(1);
    const [, schedule] = byId('AWS::Scheduler::Schedule', 'SweepSchedule');
    expect(schedule.Properties['ScheduleExpression']).toBe('rate(5 minutes)');
    expect(JSON.stringify(schedule.Properties['Target'].DeadLetterConfig)).toContain('SweepFailures');
    const [, invoked] = byId('AWS::Lambda::EventInvokeConfig', 'Sweeps');
    expect(invoked.Properties).toMatchObject({ MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 300 });
  });
});

describe('the month’s scan', () => {
  it('starts at two on the first by the wall of Dongying, with the right to start it alone; what fails goes to a queue', () => {
    const [, schedule] = byId('AWS::Scheduler::Schedule', 'ScanSchedule');
    expect(schedule.Properties).toMatchObject({
      ScheduleExpression: 'cron(0 2 1 * ? *)',
      ScheduleExpressionTimezone: 'Asia/Shanghai',
    });
    const target = schedule.Properties['Target'];
    expect(JSON.stringify(target.Arn)).toContain('DiscoveryScan');
    expect(JSON.stringify(target.DeadLetterConfig)).toContain('ScanScheduleFailures');
    const [caller] = byId('AWS::IAM::Role', 'ScanCaller');
    expect(target.RoleArn).toEqual({ 'Fn::GetAtt': [caller, 'Arn'] });
    expect(target.Arn).toEqual({
      'Fn::GetAtt': [byId('AWS::StepFunctions::StateMachineAlias', 'DiscoveryScan')[0], 'Arn'],
    });
    const [scan] = byId('AWS::StepFunctions::StateMachine', 'DiscoveryScan');
    expect(allowed(caller, 'states:StartExecution')).toEqual([{ Ref: scan }]);
  });
});
