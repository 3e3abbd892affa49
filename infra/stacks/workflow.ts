import { ArnFormat, CfnOutput, Duration, Size, Stack, TimeZone } from 'aws-cdk-lib';
import type { StackProps } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { OutboxMessage } from '../../functions/domain/casework/message.ts';
import type { MachineName } from '../../workflows/bindings.ts';
import { machines } from '../../workflows/index.ts';
import { acknowledgeWildcard, executionsOf, versionsOf } from '../acknowledgements.ts';
import { doorFunctions } from '../door-functions.ts';
import type { Own, Rights } from '../door-functions.ts';
import type { Config } from '../config.ts';
import { allow, allowTable, allowVault } from '../constructs/access.ts';
import { deadLetters } from '../constructs/dead-letters.ts';
import { DuckDbLayer } from '../constructs/duckdb-layer.ts';
import { HouseFunction } from '../constructs/function.ts';
import { consumeOutbox } from '../constructs/outbox-stream.ts';
import { allowLake } from '../constructs/lake.ts';
import { liveArnOf, Workflow } from '../constructs/workflow.ts';
import { StartLive } from '../constructs/start-live.ts';
import type { DataStack } from './data.ts';

export interface WorkflowStackProps extends StackProps {
  readonly config: Config;
  readonly data: DataStack;
}

const SWEEP_EVERY = Duration.minutes(5);

/** What takes time: the machines, the doors that they call, the outbox and the sweep. */
export class WorkflowStack extends Stack {
  readonly #props: WorkflowStackProps;
  readonly #duckdb: DuckDbLayer;
  /** Which the door of the scan may start, too. */
  readonly discoveryScan: sfn.StateMachine;
  /** In a test deployment alone. */
  readonly testClock: lambda.IFunction | undefined;
  /** What is watched: each by the name that operators read. */
  readonly functions = new Map<string, lambda.IFunction>();
  readonly deadLetters = new Map<string, sqs.Queue>();
  readonly machines: ReadonlyMap<MachineName, sfn.StateMachine>;
  /** Those that read the table's stream. */
  readonly consumers = new Map<string, lambda.IFunction>();

  constructor(scope: Construct, id: string, props: WorkflowStackProps) {
    super(scope, id, props);
    this.#props = props;
    this.#duckdb = new DuckDbLayer(this, 'DuckDb');
    const doors = this.#doors();
    const deployed = this.#machines(doors);
    this.machines = deployed;
    const scan = deployed.get('discovery-scan');
    if (scan === undefined) throw new Error('the catalogue of workflows has no discovery-scan');
    this.discoveryScan = scan;
    this.#monthlyScan(scan);
    this.#imports();
    this.#outbox(deployed);
    const bus = this.#bus();
    this.#courier(bus);
    this.#sweeps(deployed, bus);
    this.testClock = props.config.stage === 'test' ? this.#testClock(deployed, bus) : undefined;
    this.#redrive(scan);
    for (const [name, machine] of deployed) {
      new CfnOutput(this, `${pascal(name)}MachineArn`, { value: machine.stateMachineArn });
    }
  }

  #function(id: string, own: Own, rights: Rights): HouseFunction {
    const { data } = this.#props;
    const made = new HouseFunction(this, id, {
      timeout: Duration.seconds(30),
      memory: 512,
      failures: 'Called by Step Functions, which waits for the answer, retries, and keeps the failure in its history.',
      key: data.storageKey,
      ...(rights.lake === undefined ? {} : { duckdb: this.#duckdb.layer, disk: Size.gibibytes(10) }),
      ...own,
      environment: {
        STAGE: this.#props.config.stage,
        ...(rights.table === undefined ? {} : { TABLE_NAME: data.table.tableName }),
        ...(rights.vault === undefined ? {} : { VAULT_KEY_ID: data.vaultKey.keyArn }),
        ...(rights.lake === undefined ? {} : { LAKE_BUCKET: data.lake.bucketName }),
        ...(rights.vault?.blindIndex === true ? { BLIND_INDEX_KEY: this.#blindIndexKey() } : {}),
        ...own.environment,
      },
    });
    this.functions.set(id, made.function);
    if (rights.table !== undefined) allowTable(made.role, data.table, rights.table);
    if (rights.vault !== undefined) allowVault(made.role, data.vaultKey, rights.vault);
    if (rights.lake !== undefined) allowLake(made.role, data.lake, data.storageKey, rights.lake);
    return made;
  }

  #blindIndexKey(): string {
    return StringParameter.valueForStringParameter(this, this.#props.config.blindIndexParameter);
  }

  #doors(): ReadonlyMap<string, lambda.IFunction> {
    return new Map(
      Object.entries(doorFunctions).map(([door, { id, own, rights }]) => [
        door,
        this.#function(id, own, rights).function,
      ]),
    );
  }

  #machines(doors: ReadonlyMap<string, lambda.IFunction>): ReadonlyMap<MachineName, sfn.StateMachine> {
    const deployed = new Map<MachineName, sfn.StateMachine>();
    for (const machine of machines) {
      const { stateMachine } = new Workflow(this, `${pascal(machine.name)}Workflow`, {
        machine,
        doors,
        children: new Map(deployed),
        key: this.#props.data.storageKey,
        isVersioned: this.#props.config.profile === 'account',
      });
      deployed.set(machine.name, stateMachine);
    }
    return deployed;
  }

  #failures(id: string, writer: iam.Role): sqs.Queue {
    const queue = deadLetters(this, id, { key: this.#props.data.storageKey, writer });
    this.deadLetters.set(kebab(id.replace(/Failures$/, '')), queue);
    return queue;
  }

  /** Called by people alone: SQS of aws-cn moves no dead letters by itself. */
  #redrive(scan: sfn.StateMachine): void {
    const { table, storageKey } = this.#props.data;
    const targets = ['Outbox', 'Courier', 'Sweeps', 'ImportFeed'].map((id): [string, string] => {
      const target = this.functions.get(id);
      if (target === undefined) throw new Error(`no function ${id} is deployed`);
      return [kebab(id), target.functionArn];
    });
    const stream = table.tableStreamArn ?? '';
    const urls = [...this.deadLetters].map(([name, { queueUrl }]) => [name, queueUrl]);
    const { role } = this.#function(
      'Redrive',
      {
        entry: 'redrive',
        description: 'Sends what failed for good to where it belongs once more; called by hand',
        environment: {
          DEAD_LETTER_QUEUES: this.toJsonString(Object.fromEntries(urls)),
          FUNCTION_ARNS: this.toJsonString(Object.fromEntries(targets)),
          MACHINE_ARNS: this.toJsonString({ 'discovery-scan': liveArnOf(scan) }),
          STREAM_ARN: stream,
        },
        // Shorter than the time for which it hides what it reads.
        timeout: Duration.minutes(10),
        failures: 'Called by a person, who sees the failure; what it did not strike off lies in its queue as before.',
        // Two at once would send the same twice.
        concurrency: 1,
      },
      {},
    );
    for (const { queueArn } of this.deadLetters.values())
      allow(role, ['sqs:DeleteMessage', 'sqs:ReceiveMessage'], queueArn);
    for (const [name, arn] of targets) if (name !== 'sweeps') allow(role, ['lambda:InvokeFunction'], arn);
    allow(role, ['states:StartExecution'], scan.stateMachineArn);
    allow(role, ['dynamodb:GetRecords', 'dynamodb:GetShardIterator'], stream);
    // Of the queues and of the stream.
    allow(role, ['kms:Decrypt'], storageKey.keyArn);
  }

  /** Reads the table's stream for messages that were just committed, rings and starts. */
  #outbox(deployed: ReadonlyMap<MachineName, sfn.StateMachine>): void {
    const made = this.#function(
      'Outbox',
      {
        entry: 'outbox',
        description: 'Rings doorbells and starts procedures as the outbox says',
        environment: { MACHINE_ARNS: this.#arns(deployed), HOUSE: this.#props.config.prefix },
        timeout: Duration.seconds(60),
        failures: 'Called by the stream, whose failed batches go to a queue; their messages stay in the outbox.',
      },
      { table: { reads: true, writes: 'deletes', indexes: [] }, vault: { doorbells: 'open' } },
    );
    this.#allowRinging(made.role, deployed);
    this.#consume('Outbox', made, ['ring', 'start']);
  }

  /** The other messages of the outbox: to people, to a waiting case, and of who leaves. Rings nothing. */
  #courier(bus: EventBus): void {
    const made = this.#function(
      'Courier',
      {
        entry: 'courier',
        description: 'Brings messages to people as soon as they are committed',
        environment: { EVENT_BUS_NAME: bus.eventBusName },
        timeout: Duration.minutes(5),
        failures: 'Called by the stream, whose failed batches go to a queue; their messages stay in the outbox.',
      },
      { table: { reads: true, writes: 'all', indexes: ['gsi4'] }, vault: { webhooks: 'open' } },
    );
    allow(made.role, ['events:PutEvents'], bus.eventBusArn);
    this.#consume('Courier', made, ['notify', 'handover', 'answer']);
  }

  /** Wakes a function for messages of these kinds that were just written into the outbox. */
  #consume(id: string, made: HouseFunction, kinds: readonly OutboxMessage['kind'][]): void {
    this.consumers.set(id, made.function);
    const { table, storageKey } = this.#props.data;
    const failures = this.#failures(`${id}Failures`, made.role);
    consumeOutbox(this, id, { made, kinds, table, key: storageKey, failures });
  }

  /** Every message to people is announced on it, by ids, for whatever else of the city listens. */
  #bus(): EventBus {
    const bus = new EventBus(this, 'Notifications', { description: 'Messages of yimen, by ids' });
    new CfnOutput(this, 'NotificationsBusArn', { value: bus.eventBusArn });
    return bus;
  }

  /** Its own clock moves by days, and the sweep runs at each hour on which something is due. */
  #testClock(deployed: ReadonlyMap<MachineName, sfn.StateMachine>, bus: EventBus): lambda.IFunction {
    const { issuer, audience, jwksUrl } = this.#props.config;
    const { function: handler, role } = this.#function(
      'TestClock',
      {
        entry: 'test-clock',
        description: 'The clock of a test deployment, which sweeps as it moves',
        environment: {
          MACHINE_ARNS: this.#arns(deployed),
          EVENT_BUS_NAME: bus.eventBusName,
          ISSUER: issuer,
          AUDIENCE: audience,
          JWKS_URL: jwksUrl,
          HOUSE: this.#props.config.prefix,
        },
        // The gateway gives up after 30 seconds; what was begun is brought to its end.
        timeout: Duration.minutes(15),
        memory: 1024,
        failures: 'Called by the gateway, which waits for the answer.',
      },
      SWEEPING,
    );
    this.#allowSweeping(role, deployed, bus);
    allow(role, ['dynamodb:Scan'], `${this.#props.data.table.tableArn}/index/gsi3`);
    return handler;
  }

  #sweeps(deployed: ReadonlyMap<MachineName, sfn.StateMachine>, bus: EventBus): void {
    const { function: sweeper, role } = this.#function(
      'Sweeps',
      {
        entry: 'sweeps',
        description: 'Limits that passed, messages that wait, and what was left behind',
        environment: {
          MACHINE_ARNS: this.#arns(deployed),
          EVENT_BUS_NAME: bus.eventBusName,
          HOUSE: this.#props.config.prefix,
        },
        timeout: Duration.minutes(15),
        failures: 'Called by the schedule; what failed goes to a queue as the failure destination.',
        // Two sweeps at once would do the same work twice.
        concurrency: 1,
      },
      SWEEPING,
    );
    this.#allowSweeping(role, deployed, bus);
    const failures = this.#failures('SweepFailures', role);
    sweeper.configureAsyncInvoke({
      // The next run looks at everything again, so a run that could not begin is not worth repeating.
      retryAttempts: 0,
      maxEventAge: SWEEP_EVERY,
      onFailure: new SqsDestination(failures),
    });
    const caller = new iam.Role(this, 'SweepCaller', {
      assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    });
    allow(caller, ['kms:Decrypt', 'kms:GenerateDataKey'], this.#props.data.storageKey.keyArn);
    acknowledgeWildcard(caller, versionsOf(sweeper), 'Whichever version of this one function is deployed.');
    new Schedule(this, 'SweepSchedule', {
      schedule: ScheduleExpression.rate(SWEEP_EVERY),
      description: 'Runs the sweep',
      target: new LambdaInvoke(sweeper, {
        role: caller,
        retryAttempts: 2,
        maxEventAge: SWEEP_EVERY,
        deadLetterQueue: failures,
      }),
    });
  }

  /** 02:00 of the first day: nobody works, and what departments delivered on the last day has come in. */
  #monthlyScan(scan: sfn.StateMachine): void {
    const caller = new iam.Role(this, 'ScanCaller', {
      assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    });
    allow(caller, ['kms:Decrypt', 'kms:GenerateDataKey'], this.#props.data.storageKey.keyArn);
    new Schedule(this, 'ScanSchedule', {
      schedule: ScheduleExpression.cron({ minute: '0', hour: '2', day: '1', timeZone: TimeZone.ASIA_SHANGHAI }),
      description: 'Looks the whole population through once a month',
      target: new StartLive(scan, {
        role: caller,
        input: ScheduleTargetInput.fromObject({ schemaVersion: 1 }),
        retryAttempts: 10,
        maxEventAge: Duration.hours(20),
        deadLetterQueue: this.#failures('ScanScheduleFailures', caller),
      }),
    });
  }

  /** A file in the bucket's `inbox/` becomes a version of its feed; what came of it is put beside it. */
  #imports(): void {
    const { data } = this.#props;
    const { function: importer, role } = this.#function(
      'ImportFeed',
      {
        entry: 'import-feed',
        description: 'Takes in what departments deliver',
        timeout: Duration.minutes(15),
        memory: 2048,
        failures: 'Called by the bucket’s event, whose failed deliveries go to a queue; the file stays in the inbox.',
        // Two imports at once could be of one feed.
        concurrency: 1,
      },
      {
        vault: { households: 'create-and-open', blindIndex: true },
        lake: 'read-and-write',
      },
    );
    const failures = this.#failures('ImportFailures', role);
    importer.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
      onFailure: new SqsDestination(failures),
    });
    new Rule(this, 'Delivered', {
      description: 'A department put a file into the inbox',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [data.lake.bucketName] }, object: { key: [{ prefix: 'inbox/' }] } },
      },
      targets: [new LambdaFunction(importer, { deadLetterQueue: failures, retryAttempts: 10 })],
    });
  }

  #arns(deployed: ReadonlyMap<MachineName, sfn.StateMachine>): string {
    return this.toJsonString(
      Object.fromEntries(started(deployed).map(([name, machine]) => [name, liveArnOf(machine)])),
    );
  }

  #allowSweeping(role: iam.Role, deployed: ReadonlyMap<MachineName, sfn.StateMachine>, bus: EventBus): void {
    allow(role, ['events:PutEvents'], bus.eventBusArn);
    this.#allowRinging(role, deployed);
    for (const [, machine] of started(deployed)) {
      allow(
        role,
        ['states:DescribeExecution'],
        this.formatArn({
          service: 'states',
          resource: 'execution',
          resourceName: `${machine.stateMachineName}:*`,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      );
      acknowledgeWildcard(
        role,
        executionsOf(machine),
        'The executions of one machine; their names are made as cases come in.',
      );
    }
  }

  /** Start the procedure, wake whatever waits in any machine. */
  #allowRinging(role: iam.Role, deployed: ReadonlyMap<MachineName, sfn.StateMachine>): void {
    for (const [, { stateMachineArn }] of started(deployed)) allow(role, ['states:StartExecution'], stateMachineArn);
    for (const machine of deployed.values()) allow(role, ['states:SendTaskSuccess'], machine.stateMachineArn);
  }
}

const SWEEPING: Rights = {
  table: { reads: true, writes: 'all', indexes: ['gsi2', 'gsi3', 'gsi4'] },
  vault: { doorbells: 'open', webhooks: 'open' },
};

/** The machines that the outbox starts: one for each procedure; people's work is their child, and the scan has a schedule. */
const started = (deployed: ReadonlyMap<MachineName, sfn.StateMachine>) =>
  [...deployed].filter(([name]) => name !== 'human-task' && name !== 'discovery-scan');

const pascal = (name: string): string =>
  name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** `ScanSchedule` → `scan-schedule` */
const kebab = (name: string): string => name.replaceAll(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
