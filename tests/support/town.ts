import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startDemoTown } from '../../local/home/demo-town.ts';
import type { DemoTownOptions } from '../../local/home/demo-town.ts';
import { TownClient } from '../../local/demo/town-client.ts';
import { clientOf, givenHome } from './given-home.ts';

/** The suite then starts no home; each of its workers has one. */
const given = givenHome(process.env);

/** Scenarios that need a certain day or a process to kill cannot run in a home that somebody else started. */
export const isOwnTown = given === undefined;

/** Examples of a property: at the other end of a wire each takes ten times as long. */
export const examples = (number: number): number => (isOwnTown ? number : Math.ceil(number / 5));

/**
 * True of an answer that a gateway in front of a given home gave before the home was asked: then the status counts, and its words are not ours.
 */
export const isOfGateway = ({ body }: { readonly body: unknown }): boolean =>
  !isOwnTown && typeof body === 'object' && body !== null && 'message' in body && !('code' in body);

/** Milliseconds that indexes follow the table late; the suite holds with it as on DynamoDB. */
const lag = process.env['YIMEN_INDEX_LAG_MS'];

export interface TownOptions {
  /** The town's first day, which begins at nine; default a plain Monday. */
  readonly startAt?: string;
  readonly indexLagMs?: number;
  /** Lets messages out to an address of the test's own. */
  readonly webhookAccess?: DemoTownOptions['webhookAccess'];
}

export interface Town {
  readonly client: TownClient;
  /** Of a town of our own: its data and keys. */
  readonly folder?: string;
  close(): Promise<void>;
}

const shiftTo = (startAt: string): number => Date.parse(`${startAt}T09:00:00+08:00`) - Date.now();

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'yimen-town-'));
const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** A town of its own in this process, or the home that is given. */
export async function startTown({
  startAt = '2026-03-02',
  indexLagMs = lag === undefined ? undefined : Number(lag),
  webhookAccess,
}: TownOptions = {}): Promise<Town> {
  if (given !== undefined) return { client: clientOf(given), close: () => Promise.resolve() };
  const folder = newFolder();
  const running = await startDemoTown({
    port: 0,
    folder,
    isQuiet: true,
    clockShiftMs: shiftTo(startAt),
    ...(indexLagMs === undefined ? {} : { indexLagMs }),
    ...(webhookAccess === undefined ? {} : { webhookAccess }),
  });
  return {
    client: new TownClient(running.url),
    folder,
    async close() {
      await running.close();
      remove(folder);
    },
  };
}

export interface TownProcess {
  /** Of the process that runs now: ask again after `killAndRestart`. */
  readonly client: TownClient;
  readonly folder: string;
  /** SIGKILL, then a new process on the same folder and clock. */
  killAndRestart(): Promise<void>;
  close(): Promise<void>;
}

const script = fileURLToPath(new URL('town-process.ts', import.meta.url));

/** A town in a process of its own that can be killed at any moment. */
export async function startTownProcess({ startAt = '2026-03-02' }: TownOptions = {}): Promise<TownProcess> {
  const folder = newFolder();
  const shift = String(shiftTo(startAt));
  const start = async (port: number): Promise<{ child: ChildProcess; url: string }> => {
    const child = spawn(process.execPath, [script, folder, shift, String(port)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      // Starts anew in half the time, and it starts often.
      env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
    });
    const [line] = await Promise.race([
      once(child.stdout, 'data'),
      once(child, 'exit').then(([code]) => Promise.reject(new Error(`the town ended with ${code} before it listened`))),
    ]);
    return { child, url: String(line).trim() };
  };
  const kill = async (child: ChildProcess): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  let now = await start(0);
  let client = new TownClient(now.url);
  return {
    folder,
    get client() {
      return client;
    },
    async killAndRestart() {
      await kill(now.child);
      // The same port, as a supervisor would restart it: clients retry the same address.
      now = await start(Number(new URL(now.url).port));
      client = new TownClient(now.url);
    },
    async close() {
      await kill(now.child);
      remove(folder);
    },
  };
}

let last = given === undefined ? 0 : Math.floor(Math.random() * 900_000);

/** The number of a family that nobody in the town knows yet. */
export const nextFamily = (): number => {
  last += 1;
  return last;
};
