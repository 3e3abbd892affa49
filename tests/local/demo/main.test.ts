import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const script = join(import.meta.dirname, '../../../local/demo/main.ts');
const demo = (...args: readonly string[]) => spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });

describe('npm run demo', () => {
  it('plays every family and the city in a town of its own', () => {
    const { status, stdout, stderr } = demo('--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ demo: 'ok', families: 14 });
    expect(JSON.parse(lines.at(-2) ?? '')).toMatchObject({ step: 'feed-late' });
  });

  it('explains itself, and says what is wrong with an option or a town', () => {
    expect(demo('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('npm run demo -- [--url URL]') });
    expect(demo('--prot', '1')).toMatchObject({ status: 1, stderr: expect.stringContaining('--help') });
    // Nobody listens on the discard port.
    expect(demo('--url', 'http://127.0.0.1:9')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('No demo town answers at http://127.0.0.1:9'),
    });
  });
});
