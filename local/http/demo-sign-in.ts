import * as z from 'zod';
import { json } from '../../functions/http/http.ts';
import type { DemoIssuer } from '../identity/demo-issuer.ts';
import { demoPeople } from '../identity/demo-people.ts';
import type { Extra } from './server.ts';

const request = z.object({ user: z.string() });

/** `GET /demo/people` lists the demo people; `POST /demo/sign-in {"user":…}` gives a token. Never mounted in real use. */
export function demoSignIn(issuer: DemoIssuer): Extra {
  return async (method, path, body) => {
    if (path === '/demo/people' && method === 'GET') return json(200, { people: demoPeople });
    if (path !== '/demo/sign-in' || method !== 'POST') return undefined;
    const user = userOf(body);
    const token = user === undefined ? undefined : await issuer.signIn(user);
    return token === undefined
      ? json(422, {
          code: 'unknown-demo-person',
          title: '没有这个演示人员',
          detail: `可用的有:${demoPeople.map((person) => person.user).join('、')}`,
        })
      : json(200, { token, tokenType: 'Bearer' });
  };
}

function userOf(body: string): string | undefined {
  try {
    return request.safeParse(JSON.parse(body)).data?.user;
  } catch {
    return undefined;
  }
}
