import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GenerateDataKeyWithoutPlaintextCommand, KMSClient } from '@aws-sdk/client-kms';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { settingKey } from '../../functions/store/keys.ts';
import { answers, freePort, run, start } from './children.ts';
import type { Environment } from './children.ts';
import { startEmulator } from './emulator.ts';
import { startLambdaDoor } from './error-names.ts';
import { carryMachines } from './machines.ts';

export const REGION = 'eu-west-1';
export const ACCOUNT = '000000000000';

const root = join(import.meta.dirname, '../..');
const dataOutputs = z.object({ YimenData: z.looseObject({ VaultKeyArn: z.string(), TableName: z.string() }) });
const apiOutputs = z.object({ YimenApi: z.looseObject({ Url: z.string().regex(/^http:\/\/\w+\./) }) });

export interface CloudHome {
  /** Of the emulator, where stacks go. */
  readonly emulator: string;
  /** Of the engine, where its executions run. */
  readonly engine: string;
  /** Deploys what was synthesised into the folder; gives the API's address. */
  deploy(assembly: string): Promise<string>;
  /** Deletes the stacks by name. */
  destroy(assembly: string): Promise<void>;
  /** Ends every process that was started for it. */
  stop(): Promise<void>;
}

export interface CloudHomeOptions {
  readonly bin: string;
  /** For logs and executions. */
  readonly folder: string;
  /** PEM file of the issuer. */
  readonly certificate: string;
  readonly env: Environment;
}

/** An emulator of AWS, and in front of its functions the engine in the place of Step Functions. */
export async function startCloudHome({ bin, folder, certificate, env }: CloudHomeOptions): Promise<CloudHome> {
  mkdirSync(folder, { recursive: true });
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).toReversed()) await each();
  };
  try {
    const [port, enginePort] = [await freePort(), await freePort()];
    const engine = `http://127.0.0.1:${enginePort}`;
    const emulator = await startEmulator({
      bin,
      port,
      region: REGION,
      log: join(folder, 'emulator.log'),
      certificate,
      engine,
      env,
    });
    stops.push(() => emulator.stop());
    const lambda = await startLambdaDoor(emulator.url);
    stops.push(() => lambda.close());
    const log = join(folder, 'engine.log');
    const flags = { port: enginePort, data: join(folder, 'executions'), 'lambda-endpoint': lambda.url, region: REGION };
    const args = Object.entries({ ...flags, account: ACCOUNT }).flatMap(([name, value]) => [
      `--${name}`,
      String(value),
    ]);
    const script = ['--import', './local/node24.mjs', 'local/sfn-endpoint/main.ts'];
    const running = start(process.execPath, [...script, ...args], log, env);
    stops.push(() => running.stop());
    await answers(`${engine}/status`, running, log);
    return { ...deploying({ emulator: emulator.url, engine, folder, env }), emulator: emulator.url, engine, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Place {
  readonly emulator: string;
  readonly engine: string;
  readonly folder: string;
  readonly env: Environment;
}

function deploying({ emulator, engine, folder, env }: Place): Pick<CloudHome, 'deploy' | 'destroy'> {
  const cdk = (...args: readonly string[]) => run('cdk', args, { ...env, AWS_ENDPOINT_URL: emulator }, root);
  const made = join(folder, 'outputs.json');
  const outputs = (): unknown => JSON.parse(readFileSync(made, 'utf8'));
  return {
    async deploy(assembly) {
      const deploy = (...stacks: readonly string[]) =>
        cdk(
          'deploy',
          ...stacks,
          '--exclusively',
          '--app',
          assembly,
          '--require-approval',
          'never',
          '--outputs-file',
          made,
        );
      await cdk('bootstrap', `aws://${ACCOUNT}/${REGION}`, '--app', assembly);
      await deploy('YimenData');
      const { VaultKeyArn, TableName } = dataOutputs.parse(outputs()).YimenData;
      await putBlindIndexKey(emulator, VaultKeyArn);
      await beginIn(FIRST_DAY, { emulator, table: TableName });
      await deploy('Yimen*');
      await carryMachines({ from: emulator, to: engine });
      const api = /\w+(?=\.)/.exec(apiOutputs.parse(outputs()).YimenApi.Url)?.[0];
      // The gateway's own address is a name that no resolver of this machine knows; this is the same API by path.
      return `${emulator}/_aws/execute-api/${api}/$default`;
    },
    async destroy(assembly) {
      await cdk('destroy', '--all', '--force', '--app', assembly);
    },
  };
}

/** A Monday in the first quarter of a year whose holidays are published: the suite passes hundreds of days. */
const FIRST_DAY = '2026-03-02';

async function beginIn(
  day: string,
  { emulator, table }: { readonly emulator: string; readonly table: string },
): Promise<void> {
  const offsetMs = Date.parse(`${day}T09:00:00+08:00`) - Date.now();
  await new DynamoDBClient({ endpoint: emulator }).send(
    new PutItemCommand({ TableName: table, Item: marshall({ ...settingKey('test-clock'), offsetMs }) }),
  );
}

/** As infra/README.md says: made once, wrapped under the vault's key. */
async function putBlindIndexKey(emulator: string, keyId: string): Promise<void> {
  const { CiphertextBlob } = await new KMSClient({ endpoint: emulator }).send(
    new GenerateDataKeyWithoutPlaintextCommand({
      KeyId: keyId,
      NumberOfBytes: 32,
      EncryptionContext: { app: 'yimen', scope: 'blind-index' },
    }),
  );
  const Value = Buffer.from(CiphertextBlob ?? []).toString('base64');
  await new SSMClient({ endpoint: emulator }).send(
    new PutParameterCommand({ Name: '/yimen/blind-index-key', Type: 'String', Value }),
  );
}
