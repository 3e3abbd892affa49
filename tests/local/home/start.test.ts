import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const main = join(import.meta.dirname, '../../../local/main.ts');
const guard = join(import.meta.dirname, '../../../local/node24.mjs');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'yimen-start-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `npm start` or `npm run serve` as its script does; `until` seen on stdout sends SIGINT, as Ctrl-C does. */
async function run(args: readonly string[], until?: string): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', guard, main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  let isStopped = false;
  child.stdout.on('data', (chunk) => {
    out += String(chunk);
    if (until === undefined || isStopped || !out.includes(until)) return;
    isStopped = true;
    child.kill('SIGINT');
  });
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  const [code] = await once(child, 'exit');
  return { code, out, err };
}

const oneLine = (err: string): string[] => err.trim().split('\n');

describe('npm start', () => {
  it('says that it is a demo, where everything is, and who can sign in; Ctrl-C stops it cleanly', async () => {
    const data = join(folder, 'town');
    const { code, out, err } = await run(['demo', '--port', '0', '--data', data], 'Ctrl-C stops');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/DEMO · 演示/);
    expect(out).toMatch(/API {7}http:\/\/127\.0\.0\.1:\d+\n/);
    expect(out).toMatch(/API page {2}http:\/\/127\.0\.0\.1:\d+\/docs/);
    expect(out).toContain(data);
    for (const role of ['window-clerk', 'township-reviewer', 'county-reviewer', 'department-clerk', 'supervisor']) {
      expect(out).toContain(role);
    }
    expect(out).toContain('Stopped. All data are kept.');
  });

  it('does not begin a new row of anchors where the key of the old one is gone', async () => {
    const data = join(folder, 'signed');
    await run(['demo', '--port', '0', '--data', data], 'Ctrl-C stops');
    mkdirSync(join(data, 'town/anchors'));
    writeFileSync(join(data, 'town/anchors/00000001.ndjson.gz'), 'signed');
    rmSync(join(data, 'keys/town.signing.pem'));
    const { code, err } = await run(['demo', '--port', '0', '--data', data]);
    expect(code).toBe(1);
    expect(oneLine(err)).toEqual([expect.stringMatching(/^yimen cannot start: There is no signing key .*back-up/)]);
  });

  it('says in one line that the port is in use, and what to do', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { code, err } = await run(['demo', '--port', String(port), '--data', join(folder, 'busy')]);
    server.close();
    expect(code).toBe(1);
    expect(oneLine(err)).toHaveLength(1);
    expect(err).toMatch(new RegExp(`port ${port} is in use.*--port ${port + 1}`));
  });

  it('says in one line that the folder cannot be written', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const { code, err } = await run(['demo', '--port', '0', '--data', join(file, 'town')]);
    expect(code).toBe(1);
    expect(oneLine(err)).toHaveLength(1);
    expect(err).toMatch(/cannot be written.*--data DIR/);
  });

  it.each([
    [['demo', '--port', 'x'], /--port x is no port/],
    [['demo', '--prot', '1'], /Unknown option '--prot'.*--help/],
  ])('refuses %j in one line', async (args, message) => {
    const { code, err } = await run(args);
    expect(code).toBe(1);
    expect(oneLine(err)).toHaveLength(1);
    expect(err).toMatch(message);
  });
});

describe('npm run serve', () => {
  const config = (more: object): string => {
    const file = join(folder, `config-${Math.random()}.json`);
    const complete = {
      port: 0,
      dataFolder: join(folder, 'real'),
      keyFile: join(folder, 'keys', 'real.json'),
      issuer: { url: 'https://issuer.example', audience: 'yimen', jwksUrl: 'https://issuer.example/jwks' },
    };
    writeFileSync(file, JSON.stringify({ ...complete, ...more }));
    return file;
  };

  it('refuses to start without a configuration, with half of one, and without keys', async () => {
    expect((await run(['serve'])).err).toMatch(/say which configuration/);
    expect((await run(['serve', '--config', join(folder, 'none.json')])).err).toMatch(/cannot be read/);
    expect((await run(['serve', '--config', config({ issuer: undefined })])).err).toMatch(/not complete: issuer/);
    const plain = config({ issuer: { url: 'http://issuer.example', audience: 'a', jwksUrl: 'https://x.example' } });
    expect((await run(['serve', '--config', plain])).err).toMatch(/issuer.url: must be an https address/);
    expect((await run(['serve', '--config', config({})])).err).toMatch(/no key file/);
  });

  it('starts when complete, without demo routes and without a movable clock', async () => {
    const keyFile = join(folder, 'keys', 'real.json');
    expect(await run(['serve', '--new-key-file', keyFile])).toMatchObject({ code: 0 });
    const { code, out } = await run(['serve', '--config', config({})], 'listens on');
    expect(code).toBe(0);
    expect(out).not.toContain('DEMO');
  });

  it('refuses a key file that others may read', async () => {
    const keyFile = join(folder, 'keys', 'open.json');
    await run(['serve', '--new-key-file', keyFile]);
    chmodSync(keyFile, 0o644);
    const { code, err } = await run(['serve', '--config', config({ keyFile })]);
    expect(code).toBe(1);
    expect(err).toMatch(/chmod 600/);
  });
});
