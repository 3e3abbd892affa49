/** The engine alone, behind the wire protocol of AWS Step Functions. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createEngine, type Engine } from '../engine/driver.ts';
import { INTEGRATIONS, describeResource } from '../engine/integrations/registry.ts';
import type { Integration } from '../engine/integrations/integration.ts';
import { fileJournal } from '../engine/journal/file.ts';
import type { Journal } from '../engine/journal/journal.ts';
import { memoryJournal } from '../engine/journal/memory.ts';
import type { LambdaDoor, Time } from '../engine/ports.ts';
import { realTime } from '../engine/time/real.ts';
import { Catalogue } from './catalogue.ts';
import { fileSinks } from './integrations/sink-log.ts';
import { sinks } from './integrations/sinks.ts';
import { OPERATIONS } from './operations.ts';
import { wire } from './wire.ts';

export interface EndpointOptions {
  /** 0: any free one. */
  readonly port: number;
  /**
   * Where executions and machines are kept, and what machines sent to EventBridge, SQS and SNS (`sinks/NAME.jsonl`).
   * Absent: in memory, and nothing can be sent.
   */
  readonly folder?: string;
  readonly lambda: LambdaDoor;
  /** Besides those that the engine brings. */
  readonly integrations?: readonly Integration[];
  readonly time?: Time;
  readonly onError: (error: unknown) => void;
  readonly onNotice?: (notice: string) => void;
}

export interface Endpoint {
  readonly url: string;
  readonly engine: Engine;
  /** Takes no new request, lets those under way finish, and leaves everything durable. */
  readonly close: () => Promise<void>;
}

/** Only this machine can reach it: the API has no sign-in. */
const HOST = '127.0.0.1';

export async function startEndpoint(options: EndpointOptions): Promise<Endpoint> {
  const { folder, lambda, time = realTime(), onError } = options;
  const log = folder === undefined ? undefined : fileSinks(join(folder, 'sinks'));
  const integrations = [
    ...INTEGRATIONS,
    ...(options.integrations ?? []),
    ...(log === undefined ? [] : [sinks(log, () => time.now())]),
  ];
  const catalogue = await Catalogue.open(folder === undefined ? undefined : join(folder, 'catalogue.json'));
  const journal: Journal =
    folder === undefined
      ? memoryJournal()
      : fileJournal(join(folder, 'journal'), options.onNotice === undefined ? {} : { onNotice: options.onNotice });
  const engine = await createEngine({ journal, lambda, time, integrations, onError });
  const server = wire({
    api: {
      engine,
      catalogue,
      now: () => time.now(),
      chance: Math.random,
      uuid: randomUUID,
      describeResource: (resource) => describeResource(resource, integrations),
    },
    operations: OPERATIONS,
    onError,
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port, HOST, resolve);
    });
  } catch (error) {
    await engine.close();
    throw error;
  }
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return {
    url: `http://${HOST}:${port}`,
    engine,
    async close() {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeIdleConnections();
      // A StartSyncExecution can wait for minutes; its client sees the connection close, as when a server goes away.
      const late = setTimeout(() => server.closeAllConnections(), 2_000);
      await closed;
      clearTimeout(late);
      await engine.close();
      await catalogue.close();
      await log?.close();
    },
  };
}
