import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { GenerateDataKeyWithoutPlaintextCommand, KMSClient } from '@aws-sdk/client-kms';
import * as z from 'zod';
import { answers, DeployFailed, freePort, run, start } from './children.ts';
import type { Environment, Running } from './children.ts';
import { installEmulator, startEmulator } from './emulator.ts';
import { startLambdaDoor } from './error-names.ts';
import { AUDIENCE, startIssuer } from './issuer.ts';
import { carryMachines } from './machines.ts';

const HELP = `Deploys the templates to an emulator of AWS on this machine, runs the end-to-end suite through the deployed
functions, and takes everything down again.

  npm run test:deploy -- [--keep] [FILTER …]

  --keep    stop after the deployment and leave it standing until Ctrl-C
  FILTER    names of test files, as vitest takes them; default: all of the suite
`;

const root = join(import.meta.dirname, '../..');
const REGION = 'eu-west-1';
const ACCOUNT = '000000000000';
const dataOutputs = z.object({ YimenData: z.looseObject({ VaultKeyArn: z.string() }) });
const apiOutputs = z.object({ YimenApi: z.looseObject({ Url: z.string().regex(/^http:\/\/\w+\./) }) });

/** Whatever was started, in order; it is stopped in the reverse order, also where the next could not start. */
const stops: (() => Promise<unknown>)[] = [];
const also = <T extends { readonly stop?: () => Promise<void>; readonly close?: () => Promise<void> }>(it: T): T => {
  stops.push(() => it.stop?.() ?? it.close?.() ?? Promise.resolve());
  return it;
};

const began = performance.now();
const say = (what: string): void => {
  process.stdout.write(`[${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s] ${what}\n`);
};

async function startEngine(folder: string, port: number, lambda: string, env: Environment): Promise<Running> {
  const log = join(folder, 'engine.log');
  const flags = { port, data: join(folder, 'executions'), 'lambda-endpoint': lambda, region: REGION, account: ACCOUNT };
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const script = ['--import', './local/node24.mjs', 'local/sfn-endpoint/main.ts'];
  const running = start(process.execPath, [...script, ...args], log, env);
  await answers(`http://127.0.0.1:${port}/status`, running, log);
  return running;
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
  const answer = await fetch(emulator, {
    method: 'POST',
    headers: {
      'x-amz-target': 'AmazonSSM.PutParameter',
      'content-type': 'application/x-amz-json-1.1',
      authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${REGION}/ssm/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify({ Name: '/yimen/blind-index-key', Type: 'String', Value }),
  });
  if (!answer.ok) throw new DeployFailed(`the key of the blind index was not taken: ${await answer.text()}`);
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { keep: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), 'yimen-deploy-'));
  stops.push(async () => rmSync(folder, { recursive: true, force: true }));
  const bin = await installEmulator();
  say('emulator installed');

  const issuer = also(await startIssuer());
  const certificate = join(folder, 'issuer.pem');
  writeFileSync(certificate, issuer.certificate);
  const [port, enginePort] = [await freePort(), await freePort()];
  const engine = `http://127.0.0.1:${enginePort}`;
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
  });
  const log = join(folder, 'emulator.log');
  const emulator = also(await startEmulator({ bin, port, region: REGION, log, certificate, engine, env: process.env }));
  const lambda = also(await startLambdaDoor(emulator.url));
  also(await startEngine(folder, enginePort, lambda.url, process.env));
  say(`emulator ${emulator.url}, engine ${engine}, issuer ${issuer.url}`);

  const deploying = { ...process.env, AWS_ENDPOINT_URL: emulator.url };
  const assembly = join(folder, 'cdk.out');
  const cdk = (args: readonly string[]) => run('cdk', args, deploying, root);
  const context = Object.entries({
    region: REGION,
    account: ACCOUNT,
    stage: 'test',
    profile: 'emulator',
    issuer: issuer.url,
    audience: AUDIENCE,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  await cdk(['bootstrap', `aws://${ACCOUNT}/${REGION}`]);
  await cdk(['synth', '--all', '--quiet', '--output', assembly, ...context]);
  say('synthesised');

  const made = join(folder, 'outputs.json');
  const deploy = (...stacks: readonly string[]) =>
    cdk([
      'deploy',
      ...stacks,
      '--exclusively',
      '--app',
      assembly,
      '--require-approval',
      'never',
      '--outputs-file',
      made,
    ]);
  const readOutputs = (): unknown => JSON.parse(readFileSync(made, 'utf8'));
  await deploy('YimenData');
  await putBlindIndexKey(emulator.url, dataOutputs.parse(readOutputs()).YimenData.VaultKeyArn);
  await deploy('Yimen*');
  const machines = await carryMachines({ from: emulator.url, to: engine });
  const host = /\w+(?=\.)/.exec(apiOutputs.parse(readOutputs()).YimenApi.Url)?.[0];
  // The gateway's own address is a name that no resolver of this machine knows; this is the same API by path.
  const url = `${emulator.url}/_aws/execute-api/${host}/$default`;
  say(`deployed; ${machines} machines carried to the engine; ${url}`);

  const where = ['--url', url, '--sign-in', issuer.url, '--engine', engine];
  if (values.keep === true) {
    say(`NODE_EXTRA_CA_CERTS=${certificate} npm run test:e2e -- ${where.join(' ')}`);
    say(`Ctrl-C takes it down. Logs: ${folder}`);
    await new Promise((resolve) => process.once('SIGINT', resolve));
    return 0;
  }
  const suite = spawn(process.execPath, [join(root, 'tests/e2e/run.ts'), ...where, ...positionals], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate },
  });
  const [code] = await once(suite, 'close');
  say(`suite ended with ${String(code)}`);
  await cdk(['destroy', '--all', '--force', '--app', assembly]);
  say('stacks deleted');
  return typeof code === 'number' ? code : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  for (const stop of stops.toReversed()) await stop().catch(() => undefined);
  say('everything stopped');
}
