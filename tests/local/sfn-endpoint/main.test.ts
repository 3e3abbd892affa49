import {
  SFNClient,
  CreateStateMachineCommand,
  StartExecutionCommand,
  DescribeExecutionCommand,
} from '@aws-sdk/client-sfn';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FUNCTION, machine, ROLE } from './house.ts';

const root = new URL('../../../', import.meta.url).pathname;
let folder: string;
const children: ReturnType<typeof spawn>[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sfn-main-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

function run(...args: string[]) {
  const child = spawn(process.execPath, ['--import', './local/node24.mjs', 'local/sfn-endpoint/main.ts', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let out = '';
  let err = '';
  child.stderr.on('data', (data: Buffer) => (err += data.toString()));
  const ready = new Promise<string>((resolve) => {
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString();
      if (out.includes('\n')) resolve(out);
    });
  });
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
  return { child, ready, ended };
}

describe('npm run sfn', () => {
  it('says where it listens, calls the handlers, and ends on SIGTERM with everything kept', async () => {
    const handlers = join(folder, 'handlers.mjs');
    writeFileSync(handlers, 'export const handlers = { double: async ({ n }) => ({ n: n * 2 }) };');
    const data = join(folder, 'data');
    const args = ['--port', '0', '--data', data, '--lambda-handlers', handlers, '--s3-port', '0'];
    const connect = async (ready: Promise<string>) => {
      const line = await ready;
      expect(line).toMatch(/^listening http:\/\/127\.0\.0\.1:\d+\n$/);
      return new SFNClient({
        endpoint: line.trim().slice('listening '.length),
        region: 'us-east-1',
        credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
      });
    };
    const first = run(...args);
    const sfn = await connect(first.ready);
    const definition = machine({ A: { Type: 'Task', Resource: `${FUNCTION}:double`, End: true } });
    const { stateMachineArn } = await sfn.send(new CreateStateMachineCommand({ name: 'm', definition, roleArn: ROLE }));
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn, input: '{"n":21}' }));
    const output = async (client: SFNClient) =>
      (await client.send(new DescribeExecutionCommand({ executionArn }))).output;
    await expect.poll(() => output(sfn)).toBe('{"n":42}');
    first.child.kill('SIGTERM');
    expect(await first.ended).toMatchObject({ code: 0, err: '' });
    const second = run(...args);
    expect(await output(await connect(second.ready))).toBe('{"n":42}');
  });

  it('takes the place of a region and an account, says what is under way, and calls functions of an endpoint there', async () => {
    const asked: string[] = [];
    let answer: (() => void) | undefined;
    const lambda = createHttpServer((request, response) => {
      asked.push(`${request.url} ${request.headers.authorization ?? ''}`);
      answer = () => response.end('{"n":42}');
    }).listen(0, '127.0.0.1');
    await once(lambda, 'listening');
    const address = lambda.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const place = ['--partition', 'aws-cn', '--region', 'cn-north-1', '--account', '123456789012'];
    const args = ['--port', '0', '--data', join(folder, 'data'), '--lambda-endpoint', `http://127.0.0.1:${port}`];
    const url = (await run(...args, ...place).ready).trim().slice('listening '.length);
    const underWay = async () => (await (await fetch(`${url}/status`)).json()) as unknown;
    const rest = { underWay: { appends: 0, tasks: 0 } };
    expect(await underWay()).toEqual(rest);
    const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
    const sfn = new SFNClient({ endpoint: url, region: 'cn-north-1', credentials });
    const definition = machine({ A: { Type: 'Task', Resource: `${FUNCTION}:double`, End: true } });
    const { stateMachineArn } = await sfn.send(new CreateStateMachineCommand({ name: 'm', definition, roleArn: ROLE }));
    expect(stateMachineArn).toBe('arn:aws-cn:states:cn-north-1:123456789012:stateMachine:m');
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn, name: 'e' }));
    expect(executionArn).toBe('arn:aws-cn:states:cn-north-1:123456789012:execution:m:e');
    await expect.poll(() => asked).toHaveLength(1);
    expect(asked[0]).toMatch(/functions\/double\/invocations .*\/cn-north-1\/lambda/);
    expect(await underWay()).toMatchObject({ underWay: { tasks: 1 } });
    answer?.();
    await expect.poll(underWay).toEqual(rest);
    lambda.close();
  });

  it.each([
    [['--region', 'nowhere'], '--region nowhere is none'],
    [['--account', '12'], '--account 12 is none'],
    [['--partition', 'azure'], '--partition azure is none'],
  ])('does not start with %j and says why in one line', async (flags, why) => {
    const { code, err } = await run('--port', '0', '--data', join(folder, 'data'), ...flags).ended;
    expect(code).toBe(1);
    expect(err).toContain(why);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('ends with the npm that started it', async () => {
    const child = spawn('npm', ['run', '--silent', 'sfn', '--', '--port', '0', '--data', join(folder, 'data')], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    children.push(child);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const url = line.toString().trim().slice('listening '.length);
    expect((await fetch(url)).status).toBe(404);
    child.kill('SIGTERM');
    await expect
      .poll(
        () =>
          fetch(url)
            .then(() => 'there')
            .catch(() => 'gone'),
        { timeout: 5_000 },
      )
      .toBe('gone');
  });

  it('loses nothing that it acknowledged when it is killed', async () => {
    const data = join(folder, 'data');
    const acknowledged: string[] = [];
    let stateMachineArn: string | undefined;
    for (let round = 0; round < 4; round++) {
      const { child, ready, ended } = run('--port', '0', '--data', data);
      const sfn = new SFNClient({
        endpoint: (await ready).trim().slice('listening '.length),
        region: 'us-east-1',
        credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
        maxAttempts: 1,
      });
      const open = await Promise.all(
        acknowledged.map((executionArn) => sfn.send(new DescribeExecutionCommand({ executionArn }))),
      );
      expect(open.map(({ status }) => status)).toEqual(acknowledged.map(() => 'RUNNING'));
      const definition = machine({ A: { Type: 'Wait', Seconds: 30_000_000, End: true } });
      const made = new CreateStateMachineCommand({ name: 'm', definition, roleArn: ROLE, publish: true });
      const created = await sfn.send(made);
      expect(created.stateMachineVersionArn).toBe(`${created.stateMachineArn}:1`);
      stateMachineArn ??= created.stateMachineArn;
      let alive = true;
      const starting = Promise.all(
        [0, 1, 2, 3].map(async (client) => {
          for (let n = 0; alive; n++) {
            const name = `r${round}-${client}-${n}`;
            const started = await sfn.send(new StartExecutionCommand({ stateMachineArn, name })).catch(() => undefined);
            if (started === undefined) return;
            acknowledged.push(started.executionArn!);
          }
        }),
      );
      const before = acknowledged.length;
      await expect.poll(() => acknowledged.length, { interval: 2 }).toBeGreaterThan(before + 20 * round + 5);
      child.kill('SIGKILL');
      await ended;
      alive = false;
      await starting;
      sfn.destroy();
    }
    expect(acknowledged.length).toBeGreaterThan(50);
  });

  it.each([
    [['--data'], /data/],
    [[], /--data FOLDER is missing/],
    [['--data', 'x', '--port', 'abc'], /--port abc is no port/],
    [['--data', 'x', '--lambda-endpoint', 'nowhere'], /--lambda-endpoint nowhere is no URL/],
    [['--data', 'x', '--lambda-handlers', '/no/such/file.mjs'], /--lambda-handlers \/no\/such\/file\.mjs: /],
    [['--sideways'], /--sideways/],
  ])('refuses %j in one line', async (args, message) => {
    const { code, out, err } = await run(...args).ended;
    expect({ code, out, lines: err.trim().split('\n').length }).toEqual({ code: 1, out: '', lines: 1 });
    expect(err).toMatch(message);
  });

  it('says that its port is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => {
      taken.listen(0, '127.0.0.1', resolve);
    });
    const { port } = taken.address() as { port: number };
    const { code, err } = await run('--data', join(folder, 'data'), '--port', String(port)).ended;
    taken.close();
    expect(code).toBe(1);
    expect(err).toBe(
      `The endpoint cannot start: port ${port} is taken; stop what listens there or give another --port.\n`,
    );
  });

  it('helps', async () => {
    const { code, out } = await run('--help').ended;
    expect(code).toBe(0);
    expect(out).toContain('--lambda-handlers FILE');
  });
});
