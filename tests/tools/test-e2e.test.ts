import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

const run = (...args: readonly string[]) =>
  new Promise<{ readonly code: unknown; readonly out: string; readonly err: string }>((resolve) => {
    execFile(
      process.execPath,
      ['--import', './local/node24.mjs', 'tests/e2e/run.ts', ...args],
      { cwd: root },
      (error, out, err) => resolve({ code: error === null ? 0 : error.code, out, err }),
    );
  });

describe('npm run test:e2e', () => {
  it('says how it is called', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('--url URL') });
  });

  it.each([
    [['--url', 'http://127.0.0.1:1'], 'no home answers at http://127.0.0.1:1/health'],
    [['--engine', 'http://127.0.0.1:1'], '--url is missing'],
    [
      ['--url', 'http://127.0.0.1:1', '--url', 'http://127.0.0.1:2', '--engine', 'http://127.0.0.1:3'],
      'one --engine for each',
    ],
    [['--nothing'], "Unknown option '--nothing'"],
  ])('ends with 2 and one line where it is called as %j', async (args, why) => {
    const { code, err } = await run(...args);
    expect({ code, lines: err.trim().split('\n').length }).toEqual({ code: 2, lines: 1 });
    expect(err).toContain(why);
  });

  it('files no invented family in a home of stage production', async () => {
    const home = createServer((_request, response) => response.end('{"stage":"production"}')).listen(0, '127.0.0.1');
    await once(home, 'listening');
    const address = home.address();
    const { code, err } = await run(
      '--url',
      `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    );
    home.close();
    expect(code).toBe(2);
    expect(err).toContain('stage production');
  });
});
