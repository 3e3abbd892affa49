import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTruth } from '../../support/city-files.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const script = join(import.meta.dirname, '../../../local/population/main.ts');

const population = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
};

describe('npm run population', () => {
  it('writes a city into a folder that it makes, lists the files, and says how far it is on stderr', () => {
    const out = join(tempFolder(), 'a', 'city');
    const { status, stdout, stderr } = population(
      '--persons',
      '2000',
      '--seed',
      '3',
      '--on',
      '2026-12-01',
      '--out',
      out,
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(/residents\.csv +2\d{3}\n/);
    expect(stderr).toContain('100%');
    expect(readTruth(out)).toMatchObject({ persons: 2000, seed: 3, on: '2026-12-01' });
  });

  it('explains itself', () => {
    const { status, stdout } = population('--help');
    expect(status).toBe(0);
    expect(stdout).toContain('npm run population -- --out DIR');
  });

  it.each([
    [['--persons', '2000'], '--out DIR is missing'],
    [['--persons', '1999', '--out', 'x'], '--persons 1999 must be a whole number from 2000 to 20000000.'],
    [['--persons', '2e4', '--out', 'x'], '--persons 2e4 must be a whole number'],
    [['--seed', '-1', '--out', 'x'], 'Try --help.'],
    [['--on', '2026-02-30', '--out', 'x'], '--on 2026-02-30 is no day'],
    [['--sequence', 'x', '--out', 'x'], '--sequence x must be a whole number from 0 to 999999.'],
    [['--people', '2000', '--out', 'x'], 'Try --help.'],
  ])('refuses %j in one line', (args, text) => {
    const { status, stderr } = population(...args);
    expect(status).toBe(1);
    expect(stderr).toContain(text);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('refuses a file as folder, and leaves it', () => {
    const file = join(tempFolder(), 'city');
    writeFileSync(file, 'mine');
    const { status, stderr } = population('--persons', '2000', '--out', file);
    expect(status).toBe(1);
    expect(stderr).toContain('is a file, not a folder');
    expect(existsSync(file)).toBe(true);
  });
});
