import type * as z from 'zod';
import { isProblemCode } from '../contracts/problems.ts';
import type { Declined } from '../usecases/outcome.ts';
import { json } from './http.ts';
import type { HttpResponse } from './http.ts';
import { ProblemError } from './problem.ts';
import type { Route } from './route.ts';

/** Parsed by the route's own schema on the way out: a field that it does not list never leaves. */
export function respond(
  route: Route,
  status: number,
  body: unknown,
  headers: { readonly [name: string]: string } = {},
): HttpResponse {
  const schema: z.ZodType | undefined = route.responses[status];
  if (schema === undefined) throw new Error(`route ${route.id} does not list the status ${status}`);
  return json(status, schema.parse(body), headers);
}

export const etag = (version: number): { readonly etag: string } => ({ etag: `"${version}"` });

/** The client has it already; there is no body. */
export const notModified = (mark: string): HttpResponse => ({
  statusCode: 304,
  headers: { etag: `"${mark}"` },
  body: '',
});

/** What a use case declined, as the problem that the person sees. */
export function decline(declined: Declined): never {
  switch (declined.kind) {
    case 'hidden':
      throw new ProblemError({ code: 'not-found' });
    case 'forbidden':
      throw new ProblemError({ code: 'forbidden', more: { needs: declined.needs } });
    case 'declined': {
      const { code, text, pointer, more } = declined;
      throw new ProblemError({
        code: isProblemCode(code) ? code : 'invalid-request',
        detail: text,
        ...(pointer === undefined ? {} : { errors: [{ pointer, message: text }] }),
        ...(more === undefined ? {} : { more }),
      });
    }
  }
}
