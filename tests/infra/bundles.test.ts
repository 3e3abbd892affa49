import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { marshall } from '@aws-sdk/util-dynamodb';
import { App } from 'aws-cdk-lib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { caseId } from '../../functions/domain/values/ids.ts';
import { outboxItem } from '../../functions/store/items.ts';
import { budgetOf, bundlesOf } from '../../infra/bundles.ts';
import type { Bundle } from '../../infra/bundles.ts';
import { NO_COMPILED_PARSERS, writeMaps } from '../../infra/bundling.ts';
import { readConfig } from '../../infra/config.ts';
import { cloudHouse } from '../../infra/house.ts';
import { bundleEnvironment } from '../support/bundle-environment.ts';
import { fakeAws } from './fake-aws.ts';

const folder = mkdtempSync(join(tmpdir(), 'yimen-bundles-'));
let bundles = new Map<string, Bundle>();
let aws: Awaited<ReturnType<typeof fakeAws>>;

beforeAll(() => {
  const quiet = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  const app = new App({
    analyticsReporting: false,
    outdir: folder,
    context: { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true },
    builtinCloudFormationValidation: false,
  });
  cloudHouse(app, readConfig({ stage: 'test' }));
  try {
    app.synth();
  } finally {
    quiet.mockRestore();
  }
  const made = ['YimenApi', 'YimenAudit', 'YimenWorkflow'].flatMap((stack) =>
    bundlesOf(folder, `${stack}.template.json`),
  );
  bundles = new Map(made.map((bundle) => [bundle.name.split('/').at(-1)!, bundle]));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(async () => {
  aws = await fakeAws();
});
afterEach(() => aws.close());

/** Calls the handler in a fresh Node, as Lambda would: nothing of the repository is there but the bundle. */
async function invoke(
  name: string,
  event: unknown,
): Promise<{ readonly result?: Record<string, unknown>; readonly error?: string; readonly said: readonly string[] }> {
  const script = `
    const { handler } = await import(${JSON.stringify(bundles.get(name)!.file)});
    const answer = await handler(JSON.parse(process.env.EVENT), { awsRequestId: 'r-1' }).then(
      (result) => ({ result }),
      (error) => ({ error: error.name }),
    );
    process.stdout.write('\\n' + JSON.stringify(answer));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: folder,
    env: { ...bundleEnvironment, EVENT: JSON.stringify(event), AWS_ENDPOINT_URL: aws.url },
  });
  const lines = stdout.trim().split('\n');
  return { ...JSON.parse(lines.at(-1)!), said: lines.slice(0, -1) };
}

const get = (path: string) => ({
  version: '2.0',
  routeKey: '$default',
  rawPath: path,
  rawQueryString: '',
  headers: {},
  isBase64Encoded: false,
  requestContext: { requestId: 'r-1', http: { method: 'GET', path } },
});

describe('the bundles', () => {
  it('are one file each, within the budget, for every entry', () => {
    expect(bundles.size).toBe(readdirSync('functions/entry').length);
    for (const bundle of bundles.values()) {
      expect(readdirSync(dirname(bundle.file))).toEqual(['index.mjs']);
      expect(bundle.bytes).toBeLessThan(budgetOf(bundle));
    }
  });

  it('are within 550 KB, but for one that decides everything, one of tests alone, and those that read datasets', () => {
    const heavy = [...bundles.values()]
      .filter(({ bytes }) => bytes > 550 * 1024)
      .map(({ name }) => name.split('/').at(-1));
    expect(new Set(heavy)).toEqual(
      new Set(['Database', 'Feeds', 'ImportFeed', 'ReviewHouseholds', 'ScanPopulation', 'TestClock', 'Work']),
    );
  });

  it('compile no parsers: zod looks for that word where the first line of a bundle puts it', async () => {
    const script = `${NO_COMPILED_PARSERS} const z = await import('zod'); process.stdout.write(String(z.config().jitless));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
    expect(stdout).toBe('true');
    for (const { file } of bundles.values()) expect(readFileSync(file, 'utf8')).toContain(NO_COMPILED_PARSERS);
  });

  it('have their source maps beside the zips, not in them', () => {
    const maps = mkdtempSync(join(tmpdir(), 'yimen-maps-'));
    try {
      writeMaps(maps);
      const entries = readdirSync('functions/entry').map((file) => file.replace('.ts', '.mjs.map'));
      expect(readdirSync(maps).toSorted()).toEqual(entries.toSorted());
      expect(JSON.parse(readFileSync(join(maps, 'work.mjs.map'), 'utf8')).sources.join()).toContain('decide-task.ts');
    } finally {
      rmSync(maps, { recursive: true });
    }
    for (const { file } of bundles.values()) expect(readFileSync(file, 'utf8')).not.toContain('sourceMappingURL');
  });

  it('carry only the adapters that they need', () => {
    const has = (name: string, what: string) => readFileSync(bundles.get(name)!.file, 'utf8').includes(what);
    const carriers = (what: string) =>
      [...bundles.keys()].filter((name) => has(name, what)).toSorted((a, b) => (a < b ? -1 : 1));
    const all = [...bundles.keys()].toSorted((a, b) => (a < b ? -1 : 1));
    const tableless = ['ImportFeed', 'Redrive'];
    expect(carriers('DynamoDB_20120810')).toEqual(all.filter((name) => !tableless.includes(name)));
    expect(carriers('AWSStepFunctions')).toEqual(['Discovery', 'Outbox', 'Redrive', 'Sweeps', 'TestClock']);
    expect(['DynamoDBStreams_20120810', 'AmazonSQS', 'AWSGirApiService'].map(carriers)).toEqual([
      ['Redrive'],
      ['Redrive'],
      ['Redrive'],
    ]);
    const datasets = ['Database', 'Feeds', 'ImportFeed', 'ReviewHouseholds', 'ScanPopulation'];
    expect(carriers('@duckdb/node-bindings')).toEqual(datasets);
    expect(carriers('AmazonS3')).toEqual(['Anchor', ...datasets]);
    expect(carriers('AWSEvents')).toEqual(['Courier', 'Sweeps', 'TestClock']);
    // All but those that read and write nothing sealed.
    const keyless = ['ConcludeRelief', 'ConveneBallot', 'PlacePart', 'Redrive', 'SettleTask'];
    const sealed = [...bundles.keys()].filter((name) => !keyless.includes(name));
    expect(carriers('TrentService')).toEqual(sealed.toSorted((a, b) => (a < b ? -1 : 1)));
    // The lock of whoever makes a version of a dataset.
    expect(carriers('node:sqlite')).toEqual(['Feeds', 'ImportFeed', 'ScanPopulation']);
  });

  it.each([
    'Intake',
    'Cases',
    'Work',
    'People',
    'Messages',
    'Deliberation',
    'Termination',
    'Referral',
    'Monitoring',
    'Visits',
    'Discovery',
    'Database',
    'Feeds',
  ])('answer through the stack of doors (%s)', async (name) => {
    const { result } = await invoke(name, get('/nowhere'));
    expect(result).toMatchObject({
      statusCode: 404,
      headers: { 'content-type': expect.stringContaining('problem+json') },
    });
  });

  it('of intake tell that the house runs, after asking for the key of the blind index', async () => {
    const { result } = await invoke('Intake', get('/health'));
    expect(result).toMatchObject({ statusCode: 200 });
    expect(aws.calls.map(({ target, body }) => [target, body['EncryptionContext']])).toEqual([
      ['Decrypt', { app: 'yimen', scope: 'blind-index' }],
    ]);
  });

  it('ask for a token where the table does', async () => {
    const { result } = await invoke('Work', get('/tasks'));
    expect(result).toMatchObject({ statusCode: 401 });
  });

  it("of the outbox start what was asked for, signed with the role's credentials, and strike it off", async () => {
    const id = caseId('YM-2026-ABCDEFGH');
    const item = outboxItem(
      { kind: 'start', caseId: id, machine: 'application', name: 'n-1', input: { gen: 1 } },
      'm1',
      1_764_000_000_000,
    );
    const record = { eventName: 'INSERT', dynamodb: { SequenceNumber: '1', NewImage: marshall(item) } };
    await expect(invoke('Outbox', { Records: [record] })).resolves.toMatchObject({ result: { batchItemFailures: [] } });
    expect(aws.calls.map(({ target }) => target)).toEqual(['StartExecution', 'DeleteItem']);
    expect(aws.calls[0]).toMatchObject({
      authorization: expect.stringContaining('Credential=ROLEKEY/'),
      body: { stateMachineArn: 'arn:p:states:r:1:stateMachine:application', name: 'n-1', input: '{"gen":1}' },
    });
  });

  it('of imports fetch what was delivered from the bucket, and put their answer beside it', async () => {
    aws.objects.set('/lake/inbox/deaths/2026-11-01/x.csv', '一,二\n1,2\n');
    const { result } = await invoke('ImportFeed', { detail: { object: { key: 'inbox/deaths/2026-11-01/x.csv' } } });
    expect(result).toMatchObject({ kind: expect.any(String) });
    expect(aws.objects.get('/lake/outbox/deaths/2026-11-01/x.csv.json')).toContain(
      `"kind": "${String(result!['kind'])}"`,
    );
  });

  it('of the sweep look through an empty house and count nothing', async () => {
    const { result } = await invoke('Sweeps', {});
    expect(result).toMatchObject({ due: { noticesEnded: 0 }, delivered: 0, reconciled: { restarted: 0 } });
    // The indexes that its role may query, and no others.
    expect(new Set(aws.calls.flatMap(({ body }) => body['IndexName'] ?? []))).toEqual(new Set(['gsi2', 'gsi3']));
  });

  it('put figures of the sweep under the name of the house', async () => {
    const { said } = await invoke('Sweeps', {});
    const figures = said.filter((line) => line.includes('"_aws"')).map((line) => JSON.parse(line));
    expect(figures).toMatchObject([
      { service: 'Yimen', OldestDueUnprocessedSeconds: 0 },
      { service: 'Yimen', OutboxLagSeconds: 0 },
    ]);
  });

  it('of the redrive name the queues that there are, and refuse what they do not understand', async () => {
    await expect(invoke('Redrive', { queue: 'x' })).resolves.toMatchObject({
      result: { kind: 'unknown-queue', queues: ['outbox'] },
    });
    await expect(invoke('Redrive', {})).resolves.toMatchObject({ error: 'InvalidPayload' });
  });

  it('of the anchor sign for an empty house, and put that where nothing lies', async () => {
    const { result } = await invoke('Anchor', {});
    expect(result).toEqual({ kind: 'taken', number: 1, chains: 0, faulty: [] });
    expect(new Set(aws.calls.flatMap(({ body }) => body['IndexName'] ?? []))).toEqual(new Set(['gsi4']));
    expect(aws.calls.filter(({ target }) => target === 'Sign').map(({ body }) => body)).toEqual([
      expect.objectContaining({ KeyId: 'signing-key', MessageType: 'DIGEST', SigningAlgorithm: 'ECDSA_SHA_256' }),
    ]);
    const put = aws.calls.at(-1)!;
    expect(put.target).toMatch(/^PUT \/anchors\/anchors\/00000001\.ndjson\.gz/);
    expect(put.headers).toMatchObject({ 'if-none-match': '*', 'x-amz-sdk-checksum-algorithm': 'SHA256' });
  });

  it.each([
    'OpenTask',
    'SettleTask',
    'Classify',
    'Determine',
    'ConveneBallot',
    'TallyBallot',
    'SendReferral',
    'PlacePart',
    'CloseReferral',
  ])('of %s refuse a foreign payload by the name that the ASL knows', async (name) => {
    await expect(invoke(name, { schemaVersion: 9 })).resolves.toMatchObject({ error: 'InvalidPayload' });
  });
});
