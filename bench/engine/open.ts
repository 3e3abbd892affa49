/** What open executions cost: memory, the next transition, and a restart. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const WORKER = new URL('./open-worker.ts', import.meta.url).pathname;

function worker<T>(...args: readonly string[]): T {
  const out = execFileSync(process.execPath, ['--expose-gc', WORKER, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  return JSON.parse(out) as T;
}

export function openExecutions(): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const [label, count] of [
    ['1k', 1_000],
    ['10k', 10_000],
    ['100k', 100_000],
  ] as const) {
    const folder = mkdtempSync(join(process.env['BENCH_FOLDER'] ?? tmpdir(), 'bench-open-'));
    try {
      const { bytes, us, cpuUs } = worker<{ bytes: number; us: number; cpuUs: number }>('fill', folder, String(count));
      numbers[`transition_us_${label}`] = us;
      numbers[`transition_cpu_us_${label}`] = cpuUs;
      if (label !== '100k') continue;
      numbers['bytes_per_open_execution'] = bytes;
      numbers['restart_s_100k'] = worker<{ seconds: number }>('restart', folder).seconds;
      numbers['restart_clean_s_100k'] = worker<{ seconds: number }>('restart', folder).seconds;
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  return numbers;
}
