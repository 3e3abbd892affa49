import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { TownClient } from '../../local/demo/town-client.ts';

/** A home that runs already, as `npm run test:e2e` hands it to the tests: in the environment. */
export interface GivenHome {
  readonly url: string;
  /** Where the demo people sign in (`POST /demo/sign-in`); default: at the home itself. */
  readonly signIn?: string;
  /** Instead: a JSON file with a token for each demo person, by user. */
  readonly tokens?: string;
  /** Of an engine that says what is under way; the clock is moved only when nothing is. */
  readonly engine?: string;
}

const names = {
  url: 'YIMEN_URL',
  signIn: 'YIMEN_SIGN_IN',
  tokens: 'YIMEN_TOKENS',
  engine: 'YIMEN_ENGINE',
} as const satisfies Record<keyof GivenHome, string>;

export const environmentOf = (home: GivenHome): Record<string, string> =>
  Object.fromEntries(
    Object.entries(home).map(([field, value]): [string, string] => [names[field as keyof GivenHome], String(value)]),
  );

export function givenHome(environment: NodeJS.ProcessEnv): GivenHome | undefined {
  const { [names.url]: url, [names.signIn]: signIn, [names.tokens]: tokens, [names.engine]: engine } = environment;
  if (url === undefined) return undefined;
  return {
    url,
    ...(signIn === undefined ? {} : { signIn }),
    ...(tokens === undefined ? {} : { tokens }),
    ...(engine === undefined ? {} : { engine }),
  };
}

const tokenFile = z.record(z.string(), z.string());
const status = z.object({ underWay: z.object({ appends: z.number(), tasks: z.number() }) });

export function clientOf({ url, signIn, tokens, engine }: GivenHome): TownClient {
  const known = tokens === undefined ? undefined : tokenFile.parse(JSON.parse(readFileSync(tokens, 'utf8')));
  return new TownClient(url, {
    ...(signIn === undefined ? {} : { signIn }),
    ...(known === undefined ? {} : { tokens: known }),
    ...(engine === undefined ? {} : { beforeMove: () => atRest(engine) }),
  });
}

const LOOKS = 200;
const LOOK_MS = 50;

/** Three looks in a row without anything under way: between two steps the next one is on its way. */
async function atRest(engine: string): Promise<void> {
  for (let look = 0, quiet = 0; look < LOOKS && quiet < 3; look += 1) {
    const { underWay } = status.parse(await (await fetch(new URL('/status', engine))).json());
    quiet = underWay.appends === 0 && underWay.tasks === 0 ? quiet + 1 : 0;
    await sleep(LOOK_MS);
  }
}
