/**
 * The process that is killed: `worker.ts FOLDER ROUND load|finish`. It starts executions, rings their tokens and
 * notes each acknowledgement in a file before it goes on; what it noted must survive. `finish` waits for every
 * execution that was acknowledged and writes what became of them.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine } from '../../../../local/engine/driver.ts';
import type { Json } from '../../../../local/engine/json.ts';
import { fileJournal } from '../../../../local/engine/journal/file.ts';
import { answerOf, doWork, flaky, MACHINES } from './scene.ts';

// The engine's timers do not keep a process alive.
const alive = setInterval(() => {}, 60_000);
const [folder = '', round = '', mode = ''] = process.argv.slice(2);
const notes = join(folder, 'notes.log');
const note = (...words: readonly string[]): void => appendFileSync(notes, `${words.join(' ')}\n`);
const noted = (kind: string): string[][] =>
  existsSync(notes)
    ? readFileSync(notes, 'utf8')
        .split('\n')
        .map((line) => line.split(' '))
        .filter(([first]) => first === kind)
    : [];
const some = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.random() * ms));

const engine = await createEngine({
  // Small segments, so that kills fall into checkpoints too.
  journal: fileJournal(join(folder, 'journal'), { segmentBytes: 100_000 }),
  onError: (error) => note('error', String(error)),
  lambda: async (door, payload) => {
    await some(4);
    const { name, token } = payload as Record<string, Json>;
    if (door === 'fail') return flaky();
    if (door === 'work') return doWork(payload as Record<string, Json>);
    note('token', String(name as string), String(token as string));
    void some(30).then(() => ring(name as string, token as string));
    return null;
  },
});

/** What an outbox does: a ring is repeated until it was acknowledged; "no longer waiting" is an acknowledgement. */
async function ring(name: string, token: string): Promise<void> {
  try {
    await engine.sendTaskSuccess(token, answerOf(name));
  } catch (error) {
    if ((error as Error).name !== 'TaskTimedOut') throw error;
  }
  note('rung', token);
}

for (const [name, definition] of Object.entries(MACHINES)) await engine.putStateMachine({ name, definition });
process.stdout.write('ready\n');

const rung = new Set(noted('rung').map(([, token]) => token));
const rings = new Map(noted('token').map(([, name, token]) => [token, name] as const));
const ringing = [...rings].filter(([token]) => !rung.has(token)).map(([token, name]) => ring(name!, token!));

if (mode === 'load') {
  for (let i = 0; ; i++) {
    const name = `r${round}-${i}`;
    const { executionArn } = await engine.startExecution({ stateMachine: 'parent', name, input: { name } });
    note('started', executionArn);
    await some(6);
  }
}

await Promise.all(ringing);
const results: Record<string, unknown> = {};
for (const [, arn] of noted('started')) {
  const ended = await engine.finished(arn!);
  const history = await engine.getExecutionHistory(arn!, { limit: 1_000 });
  results[ended.name] = { status: ended.status, output: ended.output, history };
}
writeFileSync(join(folder, 'results.json'), JSON.stringify({ results, open: engine.openExecutions }));
await engine.close();
clearInterval(alive);
