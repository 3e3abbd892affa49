import { isUtf8 } from 'node:buffer';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import type { HttpEvent, HttpResponse } from '../../functions/http/http.ts';
import { MAX_FILE_BYTES } from '../../functions/http/http.ts';
import { problemResponse } from '../../functions/http/problem.ts';

const TOO_LARGE =
  '请求内容不能超过256KB(批量和文件1024KB);更大的数据文件请用命令行导入:npm run feed -- import FILE --feed ID。';

export type HttpHandler = (event: HttpEvent) => Promise<HttpResponse>;

/** Serves one path itself; undefined: not mine. */
export type Extra = (
  method: string,
  path: string,
  body: string,
) => Promise<HttpResponse | undefined> | HttpResponse | undefined;

export interface ServerOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly handler: HttpHandler;
  readonly extras?: readonly Extra[];
  readonly onFailure: (what: string, error: unknown) => void;
}

export interface RunningServer {
  readonly url: string;
  /** Lets requests under way finish. */
  close(): Promise<void>;
}

/** Reading stops here; a little more than the largest limit, so that the door can say what is wrong. */
const READ_AT_MOST = MAX_FILE_BYTES + 1024;

/** The local HTTP door: turns Node's requests into the events that API Gateway would send to the same handlers. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  // Idle connections outlive the pauses of a busy town: one that is closed in the moment it is used again is a lost request.
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 65_000 });
  server.on('request', (request, response) => {
    const requestId = randomUUID();
    answer(options, request, requestId).then(
      (result) => send(response, result),
      (error: unknown) => {
        options.onFailure(`request ${requestId}`, error);
        send(response, problemResponse({ code: 'internal' }, requestId));
      },
    );
  });
  await listen(server, options);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return {
    url: `http://${options.host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

function listen(server: Server, { host, port }: ServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function answer(options: ServerOptions, request: IncomingMessage, requestId: string): Promise<HttpResponse> {
  const { method = 'GET' } = request;
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
  const body = method === 'GET' || method === 'HEAD' ? Buffer.alloc(0) : await readBody(request);
  if (body === undefined) {
    const response = problemResponse({ code: 'payload-too-large', detail: TOO_LARGE }, requestId);
    // The rest of the body is not read, so the connection cannot be used again.
    return { ...response, headers: { ...response.headers, connection: 'close' } };
  }
  for (const extra of options.extras ?? []) {
    const mine = await extra(method, path, body.toString('utf8'));
    if (mine !== undefined) return mine;
  }
  return options.handler(eventOf(request, { method, path, query, body, requestId }));
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > READ_AT_MOST) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > READ_AT_MOST) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

interface EventParts {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: Buffer;
  readonly requestId: string;
}

function eventOf(request: IncomingMessage, { method, path, query, body, requestId }: EventParts): HttpEvent {
  const isText = isUtf8(body);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(',') : value;
  }
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: query,
    headers,
    // As API Gateway does with what is no text.
    body: body.toString(isText ? 'utf8' : 'base64'),
    isBase64Encoded: !isText,
    requestContext: {
      accountId: 'local',
      apiId: 'local',
      domainName: 'localhost',
      domainPrefix: 'localhost',
      http: {
        method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: request.socket.remoteAddress ?? '',
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: '$default',
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
  };
}

function send(response: ServerResponse, { statusCode, headers, body }: HttpResponse): void {
  response.writeHead(statusCode, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
