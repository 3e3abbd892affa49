/** AWS JSON 1.0 over HTTP: one POST an operation, named in `x-amz-target`; and `GET /status`, for whoever waits for rest. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { EngineError, EngineStopped } from '../engine/errors.ts';
import { isObject, type Json, type JsonObject } from '../engine/json.ts';
import type { Api, Call } from './calls/call.ts';
import { Fault } from './fault.ts';
import { Fields } from './fields.ts';

export interface WireOptions {
  readonly api: Api;
  readonly operations: ReadonlyMap<string, Call>;
  readonly onError: (error: unknown) => void;
}

const TYPE = 'application/x-amz-json-1.0';
const TARGET = 'AWSStepFunctions.';
/** A definition of 1 MiB, each character escaped, and room around it. */
const MAX_BODY = 8 * 1_048_576;

/** Not listening yet. */
export function wire(options: WireOptions): Server {
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 10_000, keepAliveTimeout: 60_000 });
  server.on('request', (request, response) => {
    void answer(request, options)
      .catch((error: unknown) => refusal(error, options.onError))
      .then((reply) => send(response, reply));
  });
  return server;
}

interface Reply {
  readonly status: number;
  readonly body: object;
  readonly error?: string;
}

async function answer(request: IncomingMessage, { api, operations }: WireOptions): Promise<Reply> {
  // Read to its end also where it is refused, so that the connection can carry the next request.
  const body = await bodyOf(request);
  if (request.method === 'GET' && request.url === '/status')
    return { status: 200, body: { underWay: api.engine.busy() } };
  if (request.method !== 'POST')
    throw new Fault('UnknownOperationException', `This endpoint takes POST only, not ${request.method ?? ''}.`, 404);
  const target = request.headers['x-amz-target'];
  const name = typeof target === 'string' && target.startsWith(TARGET) ? target.slice(TARGET.length) : undefined;
  const call = name === undefined ? undefined : operations.get(name);
  if (call === undefined) {
    throw new Fault(
      'UnknownOperationException',
      `No operation '${String(target ?? '')}' here. The header x-amz-target names one as '${TARGET}StartExecution' does.`,
    );
  }
  return { status: 200, body: await call(new Fields(body), api) };
}

async function bodyOf(request: IncomingMessage): Promise<JsonObject> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) continue;
    length += part.length;
    if (length <= MAX_BODY) parts.push(part);
  }
  if (length > MAX_BODY)
    throw new Fault('RequestEntityTooLarge', `The request has ${length} bytes; at most ${MAX_BODY} are taken.`, 413);
  let value: Json;
  try {
    value = JSON.parse(length === 0 ? '{}' : Buffer.concat(parts).toString());
  } catch {
    throw new Fault('SerializationException', 'The request body is not JSON.');
  }
  if (!isObject(value)) throw new Fault('SerializationException', 'The request body is not a JSON object.');
  return value;
}

function refusal(error: unknown, onError: (error: unknown) => void): Reply {
  if (error instanceof Fault) return reply(error.name, error.message, error.status);
  if (error instanceof EngineError) return reply(error.name, error.message);
  // The client went away while it was sending: nobody reads the answer, and nothing of ours failed.
  if (error instanceof Error && 'code' in error && error.code === 'ECONNRESET')
    return reply('RequestAborted', 'The request was not sent to its end.');
  onError(error);
  if (error instanceof EngineStopped) return reply('ServiceUnavailable', error.message, 503);
  return reply('InternalFailure', 'The engine failed; its log says why.', 500);
}

const reply = (name: string, message: string, status = 400): Reply => ({
  status,
  error: name,
  body: { __type: name, message },
});

function send(response: ServerResponse, { status, body, error }: Reply): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': TYPE,
    'content-length': Buffer.byteLength(text),
    'x-amzn-requestid': randomUUID(),
    ...(error === undefined ? {} : { 'x-amzn-errortype': error }),
  });
  response.end(text);
}
