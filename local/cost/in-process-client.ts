import { randomUUID } from 'node:crypto';
import type { HttpEvent, HttpResponse } from '../../functions/http/http.ts';
import { TownClient } from '../demo/town-client.ts';
import type { Answer } from '../demo/town-client.ts';
import { reading } from './counting.ts';

/** Talks to a home in the same process, so that it is known on whose account storage is read. A token is the person's sign-in name. */
export class InProcessClient extends TownClient {
  readonly #handle: (event: HttpEvent) => Promise<HttpResponse>;
  /** Requests that changed something, and such as only looked. */
  readonly requests = { acts: 0, views: 0 };

  constructor(handle: (event: HttpEvent) => Promise<HttpResponse>) {
    super('http://in-process');
    this.#handle = handle;
  }

  override token(user: string): Promise<string> {
    return Promise.resolve(user);
  }

  override async request(
    method: 'GET' | 'POST',
    path: string,
    options: { readonly as?: string; readonly body?: unknown; readonly headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const isClock = path.startsWith('/test-clock');
    if (!isClock) this.requests[method === 'GET' ? 'views' : 'acts'] += 1;
    const event = eventOf(method, path, options);
    const ask = () => this.#handle(event);
    const by = isClock ? 'clock' : method === 'GET' ? 'view' : undefined;
    const { statusCode, headers, body } = await (by === undefined ? ask() : reading.run(by, ask));
    return {
      status: statusCode,
      headers: new Headers(headers),
      text: body,
      body: body === '' ? undefined : JSON.parse(body),
    };
  }
}

function eventOf(
  method: string,
  target: string,
  { as, body, headers = {} }: { as?: string; body?: unknown; headers?: Record<string, string> },
): HttpEvent {
  const [path = '/', query = ''] = target.split('?', 2);
  const requestId = randomUUID();
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: query,
    headers: {
      ...headers,
      ...(as === undefined ? {} : { authorization: `Bearer ${as}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    isBase64Encoded: false,
    requestContext: {
      accountId: 'local',
      apiId: 'local',
      domainName: 'localhost',
      domainPrefix: 'localhost',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '', userAgent: '' },
      requestId,
      routeKey: '$default',
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
  };
}
