import { parseArgs } from 'node:util';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { Integration } from '../engine/integrations/integration.ts';
import { startEndpoint, type Endpoint } from './endpoint.ts';
import { lambdaDoor, loadHandlers, type Functions } from './lambda.ts';

const HELP = `Starts the workflow engine alone, behind the wire protocol of AWS Step Functions.

  npm run sfn -- --data FOLDER [--port N] [--lambda-handlers FILE] [--lambda-endpoint URL]
              [--dynamodb-endpoint URL] [--s3-port N] [--partition P] [--region R] [--account N]

  --data FOLDER           where executions are kept; they survive restarts
  --port N                port on 127.0.0.1 (default 8083; 0: any free one)
  --lambda-handlers FILE  module that exports 'handlers', a table from function name to async (event, context)
  --lambda-endpoint URL   Lambda-compatible endpoint for the functions that FILE does not have
  --dynamodb-endpoint URL DynamoDB or whatever speaks its protocol; without it, machines that use it are refused
  --s3-port N             port of an object store (path-style PUT, GET) for the ItemReader of distributed Maps
  --partition P, --region R, --account N
                          what stands in the ARNs of machines and executions (default aws, us-east-1, 000000000000)
`;

/** What the person who started it did wrong; told in one line. */
class StartError extends Error {}

function readOptions(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        'lambda-handlers': { type: 'string' },
        'lambda-endpoint': { type: 'string' },
        'dynamodb-endpoint': { type: 'string' },
        's3-port': { type: 'string' },
        partition: { type: 'string' },
        region: { type: 'string' },
        account: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message : String(error)} Try --help.`);
  }
}

function portOf(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new StartError(`--${name} ${text} is no port; give a number from 0 to 65535 (0: any free one).`);
}

function checkUrl(name: string, url: string | undefined): void {
  if (url !== undefined && !/^https?:/.test(URL.parse(url)?.protocol ?? ''))
    throw new StartError(`--${name} ${url} is no URL; give one like http://127.0.0.1:3001.`);
}

const ARN_PARTS = { partition: /^aws(-[a-z]+)*$/, region: /^[a-z]{2}(-[a-z]+)+-\d$/, account: /^\d{12}$/ } as const;

function arnOf(options: ReturnType<typeof readOptions>): Partial<Record<keyof typeof ARN_PARTS, string>> {
  const given: Partial<Record<keyof typeof ARN_PARTS, string>> = {};
  for (const name of ['partition', 'region', 'account'] as const) {
    const text = options[name];
    if (text === undefined) continue;
    if (!ARN_PARTS[name].test(text))
      throw new StartError(`--${name} ${text} is none; its form is ${ARN_PARTS[name].source}.`);
    given[name] = text;
  }
  return given;
}

/** Loaded only where it is wanted: the client costs a tenth of a second. */
async function tables(endpoint: string | undefined): Promise<readonly Integration[]> {
  checkUrl('dynamodb-endpoint', endpoint);
  if (endpoint === undefined) return [];
  const { DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
  const { dynamodb } = await import('./integrations/dynamodb.ts');
  return [dynamodb(new DynamoDBClient({ endpoint, ...signing() }))];
}

/** An endpoint of this machine looks at no signature; a real one gets the caller's own. */
function signing(): DynamoDBClientConfig {
  const { AWS_REGION, AWS_ACCESS_KEY_ID } = process.env;
  return {
    region: AWS_REGION ?? 'us-east-1',
    ...(AWS_ACCESS_KEY_ID === undefined ? { credentials: { accessKeyId: 'local', secretAccessKey: 'local' } } : {}),
  };
}

async function functions(options: ReturnType<typeof readOptions>): Promise<Functions> {
  const { 'lambda-handlers': file, 'lambda-endpoint': endpoint, region } = options;
  checkUrl('lambda-endpoint', endpoint);
  const elsewhere = { ...(endpoint === undefined ? {} : { endpoint }), ...(region === undefined ? {} : { region }) };
  if (file === undefined) return elsewhere;
  try {
    return { handlers: await loadHandlers(file), ...elsewhere };
  } catch (error) {
    throw new StartError(`--lambda-handlers ${file}: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

async function start(options: ReturnType<typeof readOptions>): Promise<Endpoint> {
  const port = portOf('port', options.port, 8083);
  const s3Port = options['s3-port'] === undefined ? {} : { s3Port: portOf('s3-port', options['s3-port'], 0) };
  if (options.data === undefined)
    throw new StartError('--data FOLDER is missing: executions are kept there. Try --help.');
  const lambda = lambdaDoor(await functions(options));
  const integrations = await tables(options['dynamodb-endpoint']);
  const arn = arnOf(options);
  try {
    return await startEndpoint({
      port,
      ...s3Port,
      integrations,
      folder: options.data,
      lambda,
      arn,
      onError: (error) =>
        process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`),
      onNotice: (notice) => process.stderr.write(`${notice}\n`),
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new StartError(
        `port ${takenPort(error) ?? port} is taken; stop what listens there or give another --port.`,
      );
    throw new StartError(error instanceof Error ? error.message : String(error));
  }
}

const takenPort = (error: Error): number | undefined =>
  'port' in error && typeof error.port === 'number' ? error.port : undefined;

/**
 * A signal for npm ends npm and the shell under it, and never comes here: what npm started also ends when that shell is
 * gone.
 */
function onOrphaned(stop: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, 100).unref();
}

const signalled = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  onOrphaned(resolve);
});

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help === true) process.stdout.write(HELP);
  else {
    const endpoint = await start(options);
    process.stdout.write(`listening ${endpoint.url}\n`);
    await signalled;
    await endpoint.close();
  }
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(`The endpoint cannot start: ${error.message}\n`);
  process.exitCode = 1;
}
