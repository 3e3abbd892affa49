import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { demoPeople } from '../../local/identity/demo-people.ts';
import { clientOf, environmentOf } from '../support/given-home.ts';
import type { GivenHome } from '../support/given-home.ts';

const HELP = `Runs the end-to-end suite over HTTP.

  npm run test:e2e -- [--url URL [--sign-in URL | --tokens FILE] [--engine URL]] [FILTER …]

  --url URL       a home that runs already; without it each test file starts one of its own. Given twice: two homes that are alike,
                  which share the files among them
  --sign-in URL   where the demo people sign in (POST /demo/sign-in); default: the home itself
  --tokens FILE   JSON with a token for each demo person (local/identity/demo-people.ts), by user
  --engine URL    'npm run sfn' of that home: the clock is moved only when nothing is under way there. One for each --url
  FILTER          names of test files, as vitest takes them

The suite files invented families, so it asks for a home of stage demo or test.
`;

/** What the person who called it did wrong; told in one line. */
class Misused extends Error {}

const health = z.object({ stage: z.string() });

async function check({ url }: GivenHome): Promise<void> {
  let stage: string;
  try {
    const answer = await fetch(`${url}/health`, { signal: AbortSignal.timeout(30_000) });
    ({ stage } = health.parse(await answer.json()));
  } catch (error) {
    throw new Misused(`no home answers at ${url}/health (${error instanceof Error ? error.message : String(error)}).`);
  }
  if (stage === 'production')
    throw new Misused(`${url} is a home of stage production: no invented family is filed there.`);
}

/** A house knows people from their first call on; a demo town knows everybody from the beginning. */
async function welcome(home: GivenHome): Promise<void> {
  const client = clientOf(home);
  for (const { user } of demoPeople) {
    const { status } = await client.get(user, '/inbox/counts');
    if (status === 401)
      throw new Misused(`the home does not believe the token of ${user}; give --sign-in or --tokens.`);
  }
}

interface Flags {
  readonly url?: readonly string[];
  readonly engine?: readonly string[];
  readonly 'sign-in'?: string;
  readonly tokens?: string;
}

function homesOf({ url: urls = [], engine: engines = [], 'sign-in': signIn, tokens }: Flags): readonly GivenHome[] {
  if (urls.length === 0 && (engines.length > 0 || signIn !== undefined || tokens !== undefined)) {
    throw new Misused('--url is missing.');
  }
  if (engines.length > 0 && engines.length !== urls.length) throw new Misused('give one --engine for each --url.');
  return urls.map((url, index) => ({
    url: url.replace(/\/$/, ''),
    ...(signIn === undefined ? {} : { signIn }),
    ...(tokens === undefined ? {} : { tokens }),
    ...(engines[index] === undefined ? {} : { engine: engines[index] }),
  }));
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      url: { type: 'string', multiple: true },
      'sign-in': { type: 'string' },
      tokens: { type: 'string' },
      engine: { type: 'string', multiple: true },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const homes = homesOf(values);
  for (const home of homes) {
    await check(home);
    await welcome(home);
  }
  // One home has one clock: it is one worker's.
  const workers = homes.length === 0 ? [] : [`--maxWorkers=${homes.length}`];
  const vitest = spawn('vitest', ['run', '--project', 'e2e', ...workers, ...positionals], {
    cwd: join(import.meta.dirname, '../..'),
    stdio: 'inherit',
    env: { ...process.env, ...(homes.length === 0 ? {} : environmentOf(homes)) },
  });
  const [code] = await once(vitest, 'close');
  return typeof code === 'number' ? code : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  const isMisuse = error instanceof Misused || (error instanceof TypeError && 'code' in error);
  if (!isMisuse) throw error;
  process.stderr.write(`${error.message} Try --help.\n`);
  process.exitCode = 2;
}
