import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { Bench } from './bench.ts';
import { startTownProcess } from './town-process.ts';

/** Lives so many of one kind of case, numbered from `first` on, `width` at a time. */
export type Lives = (bench: Bench, first: number, many: number, width: number) => Promise<void>;

/** What a town takes for `count` cases lived at `width`, after a warm-up that is not counted. */
export async function measure(
  lives: Lives,
  users: Record<string, string>,
  width: number,
  count: number,
  warmup: number,
) {
  const folder = mkdtempSync(join(tmpdir(), 'yimen-bench-'));
  const town = await startTownProcess(folder);
  try {
    const tokens: Record<string, string> = {};
    for (const [role, user] of Object.entries(users)) {
      const response = await fetch(`${town.url}/demo/sign-in`, { method: 'POST', body: JSON.stringify({ user }) });
      tokens[role] = z.object({ token: z.string() }).parse(await response.json()).token;
    }
    const bench = new Bench(town.url, tokens, width);
    const run = (first: number, many: number) => lives(bench, first, many, width);
    await run(0, warmup);
    bench.latencies.length = 0;
    const before = await town.stats();
    const begun = performance.now();
    await run(warmup, count);
    const seconds = (performance.now() - begun) / 1000;
    const after = await town.stats();
    const sorted = bench.latencies.toSorted((a, b) => a - b);
    bench.close();
    return {
      perSecond: count / seconds,
      p50: sorted[Math.floor(sorted.length * 0.5)] ?? 0,
      p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
      calls: sorted.length / count,
      cpuMs: (after.cpuMs - before.cpuMs) / count,
      commits: (after.commits - before.commits) / count,
      transactions: (after.transactions - before.transactions) / count,
      rssMb: after.rssMb,
    };
  } finally {
    await town.stop();
    rmSync(folder, { recursive: true });
  }
}
