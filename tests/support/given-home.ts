import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { bePatient, TownClient } from '../../local/demo/town-client.ts';

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

const VARIABLE = 'YIMEN_HOMES';

/** Homes, alike and of the same issuer: each worker of the suite has one to itself, because a home has one clock. */
export const environmentOf = (homes: readonly GivenHome[]): Record<string, string> => ({
  [VARIABLE]: JSON.stringify(homes),
});

/** The home of this worker; undefined where none was given. */
export function givenHome(environment: NodeJS.ProcessEnv): GivenHome | undefined {
  const { [VARIABLE]: text, VITEST_POOL_ID: worker = '1' } = environment;
  if (text === undefined) return undefined;
  const homes = homesSchema.parse(JSON.parse(text));
  return homes[(Number(worker) - 1) % homes.length];
}

const homesSchema = z
  .array(
    z.object({
      url: z.string(),
      signIn: z.string().exactOptional(),
      tokens: z.string().exactOptional(),
      engine: z.string().exactOptional(),
    }),
  )
  .min(1);
const tokenFile = z.record(z.string(), z.string());
const status = z.object({ underWay: z.object({ appends: z.number(), tasks: z.number() }) });

/** What a home at the other end of a wire does may take longer. */
const PATIENCE_MS = 45_000;

export function clientOf({ url, signIn, tokens, engine }: GivenHome): TownClient {
  bePatient(PATIENCE_MS);
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
