import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Changes with whatever decides what a city looks like. */
function generatorMark(): string {
  const hash = createHash('sha256');
  const sources = ['local/population', 'policy/feeds', 'local/simulation/chance.ts', 'local/engine/random.ts'];
  for (const source of sources) {
    const path = join(root, source);
    const files = source.endsWith('.ts') ? [''] : readdirSync(path, { recursive: true, encoding: 'utf8' }).toSorted();
    for (const file of files) if (/\.(ts|json)$/.test(join(path, file))) hash.update(readFileSync(join(path, file)));
  }
  return hash.digest('hex').slice(0, 12);
}

/** Folder of a city of that size; made at first and kept for the next time, under a name that its maker decides. */
export function cityOf(persons: number, seed: number): string {
  const folder = join(tmpdir(), 'yimen-bench-discovery', `${generatorMark()}-${persons}-${seed}`);
  if (existsSync(join(folder, 'truth.json'))) return folder;
  const { status } = spawnSync(
    process.execPath,
    [join(root, 'local/population/main.ts'), '--persons', `${persons}`, '--seed', `${seed}`, '--out', folder],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  if (status !== 0) throw new Error(`no city of ${persons} people: exit code ${status}`);
  return folder;
}
