import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTown } from '../../support/town.ts';
import type { Town } from '../../support/town.ts';

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const smoke = (...args: string[]): Promise<Run> =>
  new Promise((resolve) => {
    execFile(process.execPath, ['local/smoke/main.ts', ...args], (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });

/** Answers everything alike. */
async function impostor(status: number, body: string) {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => new Promise((done) => server.close(done)) };
}

describe('npm run smoke', () => {
  let town: Town;
  const folder = mkdtempSync(join(tmpdir(), 'yimen-smoke-'));
  beforeAll(async () => {
    town = await startTown();
  });
  afterAll(async () => {
    await town.close();
    rmSync(folder, { recursive: true });
  });

  it('passes for a home that runs, and leaves the signed call out where no token is given', async () => {
    const { code, out } = await smoke('--url', town.client.url);
    expect(out).toContain('8 passed, 0 failed');
    expect(out).toMatch(/通过 {2}health +\d+ ms {2}demo,规则包/);
    expect(out).not.toContain('signed-in');
    expect(code).toBe(0);
  });

  it('asks for the inbox with a token from a file', async () => {
    const file = join(folder, 'token');
    writeFileSync(file, `${await town.client.token('window-niuzhuang')}\n`);
    const { code, out } = await smoke('--url', `${town.client.url}/`, '--issuer-token', file);
    expect(out).toMatch(/通过 {2}signed-in/);
    expect(code).toBe(0);
  });

  it('says so where a token is not accepted', async () => {
    const { code, out } = await smoke('--url', town.client.url, '--token', 'a.b.c');
    expect(out).toMatch(/失败 {2}signed-in +\d+ ms {2}令牌未被接受/);
    expect(out).toContain('8 passed, 1 failed');
    expect(code).toBe(1);
  });

  it('finds out a house that lets everybody in', async () => {
    const other = await impostor(200, '{"items":[]}');
    const { code, out } = await smoke('--url', other.url);
    await other.close();
    for (const check of ['health', 'headers', 'anonymous-refused', 'forged-refused', 'unknown-route', 'openapi']) {
      expect(out).toMatch(new RegExp(`失败 {2}${check} `));
    }
    expect(code).toBe(1);
  });

  it('knows a production that still has the doors of a demo', async () => {
    const view = { status: 'ok', stage: 'production', pack: 'p', today: '2026-11-27', calendarThrough: '2026-12-31' };
    const other = await impostor(200, JSON.stringify({ ...view, warnings: [] }));
    const { out } = await smoke('--url', other.url);
    await other.close();
    expect(out).toMatch(/失败 {2}no-demo-doors/);
  });

  it('hints at the ICP record where the gateway of aws-cn refuses', async () => {
    const other = await impostor(403, '{"message":"Forbidden"}');
    const { out } = await smoke('--url', other.url);
    await other.close();
    expect(out).toMatch(/失败 {2}health .*403 Forbidden.*ICP备案/);
  });

  it('says in one line why nobody answers', async () => {
    const gone = await impostor(200, '');
    await gone.close();
    const { code, out, err } = await smoke('--url', gone.url);
    expect({ code, out, err }).toEqual({ code: 1, out: '', err: '失败  没有人应答:连接被拒绝 (nobody answers)\n' });
  });

  it('gives up where an answer does not come in time', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
    const { port } = silent.address() as AddressInfo;
    const { code, err } = await smoke('--url', `http://127.0.0.1:${port}`, '--timeout', '1');
    silent.closeAllConnections();
    silent.close();
    expect({ code, err }).toEqual({ code: 1, err: '失败  没有人应答:1秒内没有应答 (nobody answers)\n' });
  });

  it.each([
    [[], '--url URL is missing'],
    [['--url', 'nowhere'], '--url nowhere is no address'],
    [['--url', 'http://example.org'], 'must begin with https://'],
    [['--url', 'https://example.org/?a=1'], 'must end with the path'],
    [['--url', 'https://example.org', '--timeout', '0'], '--timeout 0 must be a whole number from 1 to 60'],
    [['--url', 'https://example.org', '--issuer-token', '/nowhere/token'], 'cannot be read (ENOENT)'],
    [['--url', 'https://example.org', '--token', 'a b'], 'no bearer token'],
    [['--url', 'https://example.org', '--token', 'a', '--issuer-token', 'b'], 'not both'],
    [['--verbose'], "Unknown option '--verbose'"],
  ])('refuses %j in one line', async (args, message) => {
    const { code, out, err } = await smoke(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('explains itself', async () => {
    const { code, out } = await smoke('--help');
    expect(out).toContain('npm run smoke -- --url URL');
    expect(code).toBe(0);
  });
});
