import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export class DeployFailed extends Error {
  override readonly name = 'DeployFailed';
}

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Running {
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

/** Starts a server of its own process group, so that what it started ends with it; all that it says goes into the log. */
export function start(command: string, args: readonly string[], log: string, env: Environment): Running {
  const child = spawn(command, args, { detached: true, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const file = createWriteStream(log);
  child.stdout.pipe(file, { end: false });
  child.stderr.pipe(file, { end: false });
  const signal = (name: 'SIGTERM' | 'SIGKILL'): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // It has ended.
    }
  };
  return {
    child,
    async stop() {
      const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : Promise.resolve();
      signal('SIGTERM');
      await Promise.race([ended, sleep(5_000, undefined, { ref: false })]);
      signal('SIGKILL');
      file.end();
    },
  };
}

/** Runs a command to its end; throws with what it said where it failed. */
export async function run(command: string, args: readonly string[], env: Environment, cwd: string): Promise<string> {
  const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
  const [code] = await once(child, 'close');
  if (code === 0) return said;
  throw new DeployFailed(`${command} ${args.join(' ')} ended with ${String(code)}:\n${said.slice(-4_000)}`);
}

/** Asks until it is answered; throws where the process ends, or after a minute. */
export async function answers(url: string, { child }: Running, log: string): Promise<void> {
  for (const until = Date.now() + 60_000; Date.now() < until; await sleep(100)) {
    if (child.exitCode !== null)
      throw new DeployFailed(`it ended with ${child.exitCode} before it listened; ${log} says why.`);
    try {
      await fetch(url);
      return;
    } catch {
      // Not yet.
    }
  }
  throw new DeployFailed(`nothing answers at ${url}; ${log} says why.`);
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}
