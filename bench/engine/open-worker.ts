/**
 * One process of the measurement of open executions: `fill FOLDER COUNT` opens that many, measures, and ends like a
 * crash, without closing the journal; `restart FOLDER` opens the journal again and closes it. The answer is one JSON line.
 */
import { createEngine, type Engine } from '../../local/engine/driver.ts';
import { fileJournal } from '../../local/engine/journal/file.ts';
import { WAITING } from './machines.ts';

const [mode = '', folder = '', size = '0'] = process.argv.slice(2);
const COUNT = Number(size);
const TRANSITIONS = 2_000;

const heap = (): number => {
  if (globalThis.gc === undefined) throw new Error('start it with --expose-gc');
  globalThis.gc();
  return process.memoryUsage().heapUsed;
};
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

let opened = 0;
let onOpened = (): void => {};
// Only those that will be answered: tokens held here would count as the engine's memory.
const tokens: string[] = [];
const open = (): Promise<Engine> =>
  createEngine({
    journal: fileJournal(folder),
    onError: (error) => console.error(error),
    lambda: (_, payload) => {
      if (tokens.length < 2 * TRANSITIONS) tokens.push((payload as { token: string }).token);
      if (++opened === COUNT) onOpened();
      return Promise.resolve(null);
    },
  });

async function fill(): Promise<object> {
  const engine = await open();
  await engine.putStateMachine({ name: 'waiting', definition: JSON.stringify(WAITING) });
  const empty = heap();
  const all = new Promise<void>((resolve) => {
    onOpened = resolve;
  });
  for (let n = 0; n < COUNT; n += 500) {
    const some = Array.from({ length: Math.min(500, COUNT - n) }, (_, i) =>
      engine.startExecution({ stateMachine: 'waiting', name: `e${n + i}`, input: { caseId: `C-${n + i}`, gen: 1 } }),
    );
    await Promise.all(some);
  }
  await all;
  // The doors' answers, too, are journaled before the memory is counted.
  while (engine.busy().appends > 0 || engine.busy().tasks > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const bytes = (heap() - empty) / COUNT;
  const answer = async (some: readonly string[]): Promise<{ us: number; cpuUs: number }> => {
    const [begun, cpu] = [performance.now(), cpuMs()];
    for (let n = 0; n < some.length; n += 50)
      await Promise.all(some.slice(n, n + 50).map((token) => engine.sendTaskSuccess(token, {})));
    return { us: ((performance.now() - begun) / some.length) * 1_000, cpuUs: ((cpuMs() - cpu) / some.length) * 1_000 };
  };
  const half = Math.min(TRANSITIONS, Math.floor(COUNT / 2));
  await answer(tokens.slice(0, Math.min(half, 400)));
  const cost = await answer(tokens.slice(Math.min(half, 400), half));
  return { bytes, ...cost };
}

async function restart(): Promise<object> {
  const begun = performance.now();
  const engine = await open();
  const seconds = (performance.now() - begun) / 1_000;
  const { openExecutions } = engine;
  await engine.close();
  return { seconds, openExecutions };
}

process.stdout.write(`${JSON.stringify(await (mode === 'fill' ? fill() : restart()))}\n`, () => process.exit(0));
