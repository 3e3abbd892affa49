/** Lambda functions for the engine: a table of functions in this process, or an endpoint that speaks Lambda's Invoke. */
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { ServiceError } from '../engine/integrations/integration.ts';
import type { Json } from '../engine/json.ts';
import type { LambdaContext, LambdaDoor } from '../engine/ports.ts';

/** Function name → `async (event, context)`. */
export type Handlers = Readonly<Record<string, (event: Json, context: object) => unknown>>;

const isTable = (value: unknown): value is Handlers =>
  typeof value === 'object' && value !== null && Object.values(value).every((entry) => typeof entry === 'function');

/** Loads a module that exports `handlers`. Throws where it does not. */
export async function loadHandlers(file: string): Promise<Handlers> {
  const module: unknown = await import(pathToFileURL(resolve(file)).href);
  const table = typeof module === 'object' && module !== null && 'handlers' in module ? module.handlers : undefined;
  if (isTable(table)) return table;
  throw new Error(`it exports no 'handlers', a table from function name to async (event, context)`);
}

export interface Functions {
  readonly handlers?: Handlers;
  readonly endpoint?: string;
  /** In which the endpoint looks for its functions; default `us-east-1`. */
  readonly region?: string;
}

/** A name that the table does not have goes to the endpoint, if there is one. */
export function lambdaDoor({ handlers, endpoint, region = 'us-east-1' }: Functions): LambdaDoor {
  return async (name, payload, context) => {
    const handler = handlers !== undefined && Object.hasOwn(handlers, name) ? handlers[name] : undefined;
    if (handler !== undefined) return handler(payload, functionContext(name, context));
    if (endpoint !== undefined) return invoke({ endpoint, region }, name, payload, context);
    throw new ServiceError(
      'Lambda.ResourceNotFoundException',
      `Function not found: arn:aws:lambda:us-east-1:000000000000:function:${name} (Service: Lambda, Status Code: 404, Request ID: ${context.requestId})`,
    );
  };
}

const functionContext = (name: string, { requestId, signal }: LambdaContext): object => ({
  awsRequestId: requestId,
  functionName: name,
  functionVersion: '$LATEST',
  invokedFunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:${name}`,
  signal,
});

/** Emulators want a signature in the header, and look at nothing of it but the region. */
const unsigned = (region: string): string =>
  `AWS4-HMAC-SHA256 Credential=local/20260101/${region}/lambda/aws4_request, SignedHeaders=host, Signature=0`;

async function invoke(
  { endpoint, region }: Required<Pick<Functions, 'endpoint' | 'region'>>,
  name: string,
  payload: Json,
  { signal }: LambdaContext,
): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(new URL(`/2015-03-31/functions/${encodeURIComponent(name)}/invocations`, endpoint), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: unsigned(region) },
      body: JSON.stringify(payload),
      signal,
    });
  } catch (error) {
    throw new ServiceError('Lambda.SdkClientException', error instanceof Error ? error.message : String(error));
  }
  const text = await response.text();
  if (!response.ok) {
    const type = response.headers.get('x-amzn-errortype')?.split(':')[0] ?? 'ServiceException';
    throw new ServiceError(`Lambda.${type}`, messageOf(text));
  }
  const returned = read(text);
  if (response.headers.get('x-amz-function-error') === null) return returned;
  const { errorType, errorMessage, ...rest } = { errorType: 'Error', errorMessage: '', ...objectOf(returned) };
  throw Object.assign(new Error(String(errorMessage)), { errorType, errorMessage, ...rest });
}

function read(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const objectOf = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});

function messageOf(text: string): string {
  const body = objectOf(read(text));
  const message: unknown = 'Message' in body ? body.Message : 'message' in body ? body.message : undefined;
  return typeof message === 'string' ? message : text.slice(0, 1_024);
}
