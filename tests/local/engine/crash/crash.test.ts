import { buildSync } from 'esbuild';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PresentedEvent } from '../../../../local/engine/history.ts';
import { house, tokenOf, type House } from '../harness.ts';
import { answerOf, doWork, flaky, MACHINES } from './scene.ts';

/** How often the process is killed. */
const CRASHES = Number(process.env['ENGINE_CRASHES'] ?? 200);

/** One file, bundled once: most of a short life would otherwise be spent on loading modules. */
function bundleWorker(folder: string): string {
  const outfile = join(folder, 'worker.mjs');
  // The engine reads jsonata's own source from where it is installed.
  symlinkSync(new URL('../../../../node_modules', import.meta.url).pathname, join(folder, 'node_modules'));
  buildSync({
    entryPoints: [new URL('./worker.ts', import.meta.url).pathname],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    logLevel: 'warning',
  });
  return outfile;
}

function run(
  worker: string,
  folder: string,
  round: number,
  mode: 'load' | 'finish',
): { ready: Promise<void>; ended: Promise<number | null>; kill: () => void } {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', worker, folder, String(round), mode],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise<number | null>((resolve) => {
    child.on('exit', (code) => resolve(code));
  });
  const ready = new Promise<void>((resolve) => {
    child.stdout.once('data', () => resolve());
  });
  return { ready: Promise.race([ready, ended.then(() => undefined)]), ended, kill: () => child.kill('SIGKILL') };
}

interface Result {
  readonly status: string;
  readonly output: unknown;
  readonly history: readonly PresentedEvent[];
}

/**
 * Type and state of every event; branches may interleave in any order. A token that comes back before its door has
 * answered (a ring from before the kill, say) leaves no TaskSubmitted.
 */
const shape = (history: readonly PresentedEvent[]): string[] =>
  history
    .filter(({ type }) => type !== 'TaskSubmitted')
    .map((event) => {
      const details = Object.entries(event).find(([key]) => key.startsWith('state'))?.[1] as
        | { name?: string }
        | undefined;
      return `${event.type} ${details?.name ?? ''}`;
    })
    .toSorted();

/** The same execution on a clock that jumps, never interrupted. */
async function twin(name: string): Promise<Result> {
  const inside: House = await house({
    work: doWork,
    fail: flaky,
    open: (payload) =>
      void inside.time.sleep(10).then(() => inside.engine.sendTaskSuccess(tokenOf(payload), answerOf(name))),
  });
  for (const [machine, definition] of Object.entries(MACHINES))
    await inside.engine.createStateMachine({ name: machine, definition });
  const { executionArn } = await inside.engine.startExecution({ stateMachine: 'parent', name, input: { name } });
  await inside.run();
  const { status, output } = await inside.engine.describeExecution(executionArn);
  return { status, output, history: await inside.engine.getExecutionHistory(executionArn) };
}

describe('kill -9 under load', () => {
  it(
    `loses nothing and repeats nothing over ${CRASHES} kills`,
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'engine-crash-'));
      const worker = bundleWorker(folder);
      try {
        for (let round = 0; round < CRASHES; round++) {
          const child = run(worker, folder, round, 'load');
          await child.ready;
          // Anywhere from before the first acknowledgement to the middle of the load.
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 120));
          child.kill();
          expect(await child.ended).toBeNull();
        }
        expect(await run(worker, folder, CRASHES, 'finish').ended).toBe(0);

        const { results, open } = JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8')) as {
          results: Record<string, Result>;
          open: number;
        };
        const notes = readFileSync(join(folder, 'notes.log'), 'utf8').split('\n');
        const started = notes.filter((line) => line.startsWith('started '));
        expect(started.length).toBeGreaterThan(CRASHES);
        expect(Object.keys(results)).toHaveLength(started.length);
        expect(notes.filter((line) => line.startsWith('error '))).toEqual([]);
        expect(open).toBeLessThanOrEqual(CRASHES);

        const { status, history: twinHistory } = await twin('r0-0');
        const expected = shape(twinHistory);
        for (const [name, result] of Object.entries(results)) {
          expect({ name, status: result.status, shape: shape(result.history) }).toEqual({
            name,
            status,
            shape: expected,
          });
          expect(result.history.map(({ id }) => id)).toEqual(result.history.map((_, i) => i + 1));
        }
        for (const name of Object.keys(results).slice(0, 5))
          expect(results[name]?.output).toEqual((await twin(name)).output);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    Math.max(60_000, CRASHES * 3_000),
  );
});
