/** The engine alone, behind the wire protocol of AWS Step Functions. */
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { createEngine, type Engine, type EngineOptions, type StartExecution } from '../engine/driver.ts';
import { INTEGRATIONS, describeResource } from '../engine/integrations/registry.ts';
import type { TaskState } from '../engine/definition/machine.ts';
import type { Integration, Outcome } from '../engine/integrations/integration.ts';
import type { Json } from '../engine/json.ts';
import { fileJournal } from '../engine/journal/file.ts';
import type { Journal } from '../engine/journal/journal.ts';
import { memoryJournal } from '../engine/journal/memory.ts';
import type { LambdaDoor, Time } from '../engine/ports.ts';
import { realTime } from '../engine/time/real.ts';
import { nestedTarget } from './calls/target.ts';
import { Catalogue } from './catalogue.ts';
import { fileSinks } from './integrations/sink-log.ts';
import { s3Reader } from './integrations/s3-reader.ts';
import { sinks } from './integrations/sinks.ts';
import { OPERATIONS } from './operations.ts';
import { objectServer } from './s3/server.ts';
import { ObjectStore } from './s3/store.ts';
import { wire } from './wire.ts';

export interface EndpointOptions {
  /** 0: any free one. */
  readonly port: number;
  /**
   * Where executions and machines are kept, and what machines sent to EventBridge, SQS and SNS (`sinks/NAME.jsonl`).
   * Absent: in memory, and nothing can be sent.
   */
  readonly folder?: string;
  /** Of the object store, whose objects are in the folder; absent: none, and no machine can read objects. 0: any free one. */
  readonly s3Port?: number;
  readonly lambda: LambdaDoor;
  /** In the ARNs of machines and executions; default `aws`, `us-east-1`, twelve zeros. */
  readonly arn?: NonNullable<EngineOptions['arn']>;
  /** Besides those that the engine brings. */
  readonly integrations?: readonly Integration[];
  readonly time?: Time;
  readonly onError: (error: unknown) => void;
  readonly onNotice?: (notice: string) => void;
}

export interface Endpoint {
  readonly url: string;
  readonly s3Url: string | undefined;
  readonly engine: Engine;
  /** Takes no new request, lets those under way finish, and leaves everything durable. */
  readonly close: () => Promise<void>;
}

interface Surroundings {
  readonly engine: Engine;
  readonly lambda: LambdaDoor;
  readonly integrations: readonly Integration[];
  readonly qualified: (machineArn: string) => Pick<StartExecution, 'stateMachine' | 'revision'> | undefined;
}

/** For TestState: a task that belongs to no execution. */
async function performAlone(state: TaskState, given: Json, around: Surroundings): Promise<Outcome> {
  const integration = around.integrations.find(({ name }) => name === state.kind.integration);
  if (integration === undefined) {
    return {
      kind: 'failed',
      error: 'States.Runtime',
      cause: `The resource provided ${state.resource} is not recognized. Give a mock to test the state without calling it.`,
    };
  }
  const task = { id: 1, integration: integration.name, resource: state.resource, arguments: given };
  return integration.perform(
    {
      executionArn: 'arn:aws:states:us-east-1:000000000000:express:test:test',
      branch: 0,
      stateName: state.name,
      task: { ...task, nonce: randomUUID(), submitted: false },
      kind: state.kind,
      signal: new AbortController().signal,
    },
    {
      lambda: around.lambda,
      startExecution: async ({ machineArn, name, input }) => {
        const target = around.qualified(machineArn) ?? { stateMachine: machineArn };
        const started = await around.engine.startExecution({ ...target, name, input });
        return { executionArn: started.executionArn, startedAt: started.startDate };
      },
    },
  );
}

/** Only this machine can reach it: the API has no sign-in. */
const HOST = '127.0.0.1';

export async function startEndpoint(options: EndpointOptions): Promise<Endpoint> {
  const { folder, s3Port, lambda, time = realTime(), onError } = options;
  const objects = folder === undefined || s3Port === undefined ? undefined : new ObjectStore(join(folder, 's3'));
  const log = folder === undefined ? undefined : fileSinks(join(folder, 'sinks'));
  const integrations = [
    ...INTEGRATIONS,
    ...(options.integrations ?? []),
    ...(log === undefined ? [] : [sinks(log, () => time.now())]),
    ...(objects === undefined ? [] : [s3Reader(objects)]),
  ];
  const catalogue = await Catalogue.open(folder === undefined ? undefined : join(folder, 'catalogue.json'));
  const journal: Journal =
    folder === undefined
      ? memoryJournal()
      : fileJournal(join(folder, 'journal'), options.onNotice === undefined ? {} : { onNotice: options.onNotice });
  const qualified = (arn: string) => nestedTarget(arn, { catalogue, chance: Math.random });
  const engine = await createEngine({
    journal,
    lambda,
    time,
    integrations,
    qualified,
    onError,
    ...(options.arn === undefined ? {} : { arn: options.arn }),
  });
  const server = wire({
    api: {
      engine,
      catalogue,
      now: () => time.now(),
      chance: Math.random,
      uuid: randomUUID,
      describeResource: (resource) => describeResource(resource, integrations),
      performTask: (state, given) => performAlone(state, given, { engine, lambda, integrations, qualified }),
    },
    operations: OPERATIONS,
    onError,
  });
  const objectDoor = objects === undefined ? undefined : objectServer(objects, onError);
  let url: string;
  let s3Url: string | undefined;
  try {
    s3Url = objectDoor === undefined ? undefined : await listen(objectDoor, s3Port ?? 0);
    url = await listen(server, options.port);
  } catch (error) {
    objectDoor?.close();
    await engine.close();
    throw error;
  }
  return {
    url,
    s3Url,
    engine,
    async close() {
      await Promise.all([server, ...(objectDoor === undefined ? [] : [objectDoor])].map(shut));
      await engine.close();
      await catalogue.close();
      await log?.close();
    },
  };
}

/** Throws where the port is taken. */
async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
  const address = server.address();
  return `http://${HOST}:${typeof address === 'object' && address !== null ? address.port : port}`;
}

async function shut(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  // A StartSyncExecution can wait for minutes; its client sees the connection close, as when a server goes away.
  const late = setTimeout(() => server.closeAllConnections(), 2_000);
  await closed;
  clearTimeout(late);
}
