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

/** A page for people, with nothing in it that runs. `style`: the hash of the one style sheet that it carries. */
export function respondPage(route: Route, page: { readonly html: string; readonly style: string }): HttpResponse {
  if (route.produces !== 'text/html') throw new Error(`route ${route.id} does not say that it produces a page`);
  return {
    statusCode: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src '${page.style}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    },
    body: page.html,
  };
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
