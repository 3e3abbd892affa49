/** The same machine through the endpoint, in a process of its own, each start durable before it is answered. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GroupWriter } from '../../local/engine/journal/group-writer.ts';
import { encodeRecord } from '../../local/engine/journal/records.ts';
import { httpClient } from '../lifecycle/http-client.ts';
import { FIVE_JSONPATH, INPUT } from './machines.ts';
import { quantile } from './numbers.ts';

const SECONDS = 3;
const MAIN = new URL('../../local/sfn-endpoint/main.ts', import.meta.url).pathname;

async function startProcess(folder: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const child = spawn(process.execPath, [MAIN, '--port', '0', '--data', join(folder, 'data')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (data: Buffer) => resolve(data.toString()));
    child.once('exit', (code) => reject(new Error(`the endpoint ended with ${code}`)));
  });
  return {
    url: line.trim().slice('listening '.length),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

type Call = (operation: string, body: object) => Promise<{ body: unknown; ms: number }>;

async function load(call: Call, stateMachineArn: string, clients: number) {
  const latencies: number[] = [];
  const until = performance.now() + SECONDS * 1_000;
  const begun = performance.now();
  let n = 0;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < until)
        latencies.push((await call('StartExecution', { stateMachineArn, input: JSON.stringify(INPUT(n++)) })).ms);
    }),
  );
  // The machine has no task, so a start that is answered has ended, and its end is durable.
  return {
    rate: (latencies.length / (performance.now() - begun)) * 1_000,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
  };
}

/** The journal's writer alone with records of the same size: as many commits a second as the disk gives. */
async function bareCommits(folder: string, callers: number): Promise<number> {
  const file = await open(join(folder, `bare-${callers}`), 'a');
  const writer = new GroupWriter(file, 0);
  const body = { text: 'x'.repeat(4_000) };
  const until = performance.now() + (SECONDS / 2) * 1_000;
  const begun = performance.now();
  let commits = 0;
  await Promise.all(
    Array.from({ length: callers }, async () => {
      for (; performance.now() < until; commits++) await writer.append(encodeRecord(body));
    }),
  );
  const rate = (commits / (performance.now() - begun)) * 1_000;
  await file.close();
  return rate;
}

export async function durable() {
  const folder = mkdtempSync(join(process.env['BENCH_FOLDER'] ?? tmpdir(), 'bench-engine-'));
  const endpoint = await startProcess(folder);
  const http = httpClient(endpoint.url);
  try {
    const call: Call = async (operation, body) => {
      const reply = await http.call('POST', '/', { 'x-amz-target': `AWSStepFunctions.${operation}` }, body);
      if (reply.status !== 200) throw new Error(`${operation}: ${reply.status} ${JSON.stringify(reply.body)}`);
      return reply;
    };
    const made = await call('CreateStateMachine', {
      name: 'five',
      definition: JSON.stringify(FIVE_JSONPATH),
      roleArn: 'arn:aws:iam::000000000000:role/bench',
    });
    const { stateMachineArn } = made.body as { stateMachineArn: string };
    await load(call, stateMachineArn, 10);
    const one = await load(call, stateMachineArn, 1);
    const bareOne = await bareCommits(folder, 1);
    const fifty = await load(call, stateMachineArn, 50);
    const bareFifty = await bareCommits(folder, 50);
    return {
      durable_exec_per_s_1: one.rate,
      durable_exec_per_s_50: fifty.rate,
      start_p50_ms_1: one.p50,
      start_p99_ms_1: one.p99,
      start_p50_ms_50: fifty.p50,
      start_p99_ms_50: fifty.p99,
      bare_commits_per_s_1: bareOne,
      bare_commits_per_s_50: bareFifty,
      ratio_to_bare_1: one.rate / bareOne,
      ratio_to_bare_50: fifty.rate / bareFifty,
    };
  } finally {
    http.close();
    await endpoint.stop();
    rmSync(folder, { recursive: true });
  }
}
