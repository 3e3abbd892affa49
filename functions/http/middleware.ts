import middy from '@middy/core';
import httpRouter from '@middy/http-router';
import type { Identity } from '../ports/identity.ts';
import type { Principal } from '../domain/authority/principal.ts';
import type { Door } from './door.ts';
import type { HttpEvent, HttpResponse } from './http.ts';
import { parseRequest } from './parse.ts';
import { ProblemError, problemResponse } from './problem.ts';

export interface HttpParts {
  readonly identity: Identity;
  /** Told of everybody who signed in, before the request is looked at. */
  readonly welcome?: (principal: Principal) => Promise<void>;
  /** Told of every request that failed for a reason of ours; never of what the request contained. */
  readonly onFailure: (failure: {
    readonly requestId: string;
    readonly route: string;
    readonly error: unknown;
  }) => void;
}

const securityHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;

/** The one stack in front of all doors, outermost first: problems and headers, who it is, which door, parse. */
export function httpHandler(doors: readonly Door[], parts: HttpParts) {
  const principals = new WeakMap<HttpEvent, Principal>();
  const router = httpRouter<HttpEvent, { statusCode: number; headers: Record<string, string>; body: string }>({
    routes: doors.map((door) => ({
      method: door.route.method,
      path: door.route.path,
      handler: async (event: HttpEvent) => {
        const by = principals.get(event);
        if (door.route.action !== undefined && by === undefined) throw new ProblemError({ code: 'unauthenticated' });
        const response = await door.handle(parseRequest(door.route, event, by));
        return { ...response, headers: { ...response.headers } };
      },
    })),
    notFoundResponse: ({ path, method }: { path: string; method: string }) => {
      const others = doors.filter((door) => matches(door.route.path, path) && door.route.method !== method);
      throw new ProblemError({ code: others.length > 0 ? 'method-not-allowed' : 'not-found' });
    },
  });
  // Without the early timeout: Lambda's own kills the request, and the timer would cost more than most doors.
  return middy<HttpEvent, HttpResponse, Error>({ timeoutEarlyInMillis: 0 })
    .use(problems(parts))
    .use(authenticate(parts, principals))
    .handler((event, context, options) => router(event, context, options));
}

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.split('/');
  return wanted.length === given.length && wanted.every((part, index) => part.startsWith('{') || part === given[index]);
}

function problems({ onFailure }: HttpParts): middy.MiddlewareObj<HttpEvent, HttpResponse, Error> {
  return {
    after: (request) => {
      const { response } = request;
      if (response) request.response = { ...response, headers: { ...securityHeaders, ...response.headers } };
    },
    onError: (request) => {
      const { requestId, http } = request.event.requestContext;
      const problem = request.error instanceof ProblemError ? request.error.problem : problemOf(request.error);
      if (problem.code === 'internal') {
        onFailure({ requestId, route: `${http.method} ${http.path}`, error: request.error });
      }
      const response = problemResponse(problem, requestId);
      request.response = { ...response, headers: { ...securityHeaders, ...response.headers } };
    },
  };
}

/** Technical failures that a client can do something about; everything else is ours and says nothing of itself. */
function problemOf(error: unknown): ProblemError['problem'] {
  const name = error instanceof Error ? error.name : '';
  if (name === 'InvalidCursor')
    return { code: 'invalid-cursor', errors: [{ pointer: '#query/after', message: '翻页位置无效' }] };
  return { code: 'internal', detail: '系统出现内部错误,本次操作未生效;请稍后重试,或将requestId告知管理员。' };
}

/** A token that is no good is refused at once, also on open routes: who sends one expects to be known. */
function authenticate(
  { identity, welcome }: HttpParts,
  principals: WeakMap<HttpEvent, Principal>,
): middy.MiddlewareObj<HttpEvent, HttpResponse, Error> {
  return {
    before: async ({ event }) => {
      const header = event.headers['authorization'];
      if (header === undefined) return;
      const token = /^Bearer ([\w.~+/=-]+)$/i.exec(header)?.[1];
      const principal = token === undefined ? undefined : await identity.principal(token);
      if (principal === undefined)
        throw new ProblemError({ code: 'unauthenticated', detail: '登录凭证无效或已过期。' });
      await welcome?.(principal);
      principals.set(event, principal);
    },
  };
}
