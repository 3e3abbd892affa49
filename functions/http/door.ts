import type * as z from 'zod';
import type { Principal } from '../domain/authority/principal.ts';
import type { OnceKey } from '../ports/cases.ts';
import type { HttpResponse } from './http.ts';
import type { Route } from './route.ts';

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

/** What a door gets: parsed, and complete for what its route asks. */
export interface DoorRequest<R extends Route> {
  readonly by: R extends { readonly action: string } ? Principal : undefined;
  readonly params: Parsed<R['params']>;
  readonly query: Parsed<R['query']>;
  readonly body: Parsed<R['body']>;
  readonly file: R extends { readonly takes: readonly string[] } ? Uint8Array : undefined;
  readonly key: R extends { readonly isIdempotent: true } ? OnceKey : undefined;
  readonly version: R extends { readonly needsVersion: true } ? number : undefined;
  /** ETag that the client has, of a route that is conditional. */
  readonly seen: string | undefined;
}

export interface AnyDoorRequest {
  readonly by: Principal | undefined;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly file: Uint8Array | undefined;
  readonly key: OnceKey | undefined;
  readonly version: number | undefined;
  readonly seen: string | undefined;
}

export interface Door {
  readonly route: Route;
  handle(request: AnyDoorRequest): Promise<HttpResponse>;
}

/** Joins a route with what it does. The request was parsed by the same route's schemas, which is what the guard states. */
export function door<R extends Route>(route: R, handle: (request: DoorRequest<R>) => Promise<HttpResponse>): Door {
  const isParsedFor = (request: AnyDoorRequest): request is AnyDoorRequest & DoorRequest<R> =>
    (route.action === undefined || request.by !== undefined) &&
    (route.takes === undefined || request.file !== undefined);
  return {
    route,
    handle(request) {
      if (!isParsedFor(request)) throw new Error(`route ${route.id} was reached without a principal`);
      return handle(request);
    },
  };
}
