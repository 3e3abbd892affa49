import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { family } from './family.ts';
import { httpClient } from './http-client.ts';
import type { Reply } from './http-client.ts';
import { startTownProcess } from './town-process.ts';

/**
 * Whole applications over HTTP, from intake to determination, each write durable before it is answered. Measured: what
 * the town takes. Not measured: TLS, a network, people. The client runs on the same two cores and takes its share.
 */

const tasks = z.object({
  items: z.array(z.object({ taskId: z.string(), kind: z.string(), status: z.string(), version: z.number() })),
});

class Bench {
  readonly #http;
  readonly #width: number;
  readonly #tokens: Record<string, string>;
  readonly latencies: number[] = [];

  constructor(url: string, tokens: Record<string, string>, width: number) {
    this.#width = width;
    this.#http = httpClient(url);
    this.#tokens = tokens;
  }

  async call(
    as: string,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const reply = await this.#http.call(
      method,
      path,
      {
        authorization: `Bearer ${this.#tokens[as]}`,
        ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
        ...headers,
      },
      body,
    );
    this.latencies.push(reply.ms);
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply;
  }

  async work(as: string, caseId: string, decision: { readonly kind: string } & Record<string, unknown>): Promise<void> {
    for (;;) {
      const { items } = tasks.parse((await this.call(as, 'GET', `/cases/${caseId}/tasks`)).body);
      const task = items.find(({ kind, status }) => kind === decision.kind && status === 'OPEN');
      if (task === undefined) {
        await this.#pause();
        continue;
      }
      await this.call(as, 'POST', `/tasks/${task.taskId}/claim`, undefined, { 'if-match': `"${task.version}"` });
      await this.call(as, 'POST', `/tasks/${task.taskId}/decision`, decision, { 'if-match': `"${task.version + 1}"` });
      return;
    }
  }

  async untilNotice(sequence: number, today: string): Promise<string> {
    const { body } = await this.call('window', 'POST', '/applications', family(sequence));
    const { caseId } = z.object({ caseId: z.string() }).parse(body);
    await this.work('reviewer', caseId, {
      kind: 'household-investigation',
      method: 'home-visit',
      visitedOn: today,
      investigators: ['investigator-a', 'investigator-b'],
      signatures: { investigators: ['investigator-a', 'investigator-b'], family: true },
      findings: {},
      circumstances: [],
    });
    await this.work('county', caseId, {
      kind: 'information-check',
      registers: ['real-estate', 'vehicles'],
      findings: {},
    });
    await this.work('reviewer', caseId, { kind: 'township-opinion', outcome: 'confirm', reason: '符合条件' });
    return caseId;
  }

  async untilDetermined(caseId: string): Promise<void> {
    await this.work('county', caseId, { kind: 'confirmation', outcome: 'confirm', reason: '同意' });
    for (;;) {
      const { body } = await this.call('window', 'GET', `/applications/${caseId}`);
      if (z.object({ status: z.string() }).parse(body).status === 'granted') return;
      await this.#pause();
    }
  }

  /** People do not ask every millisecond; a busy town is asked less often than an idle one. */
  #pause(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.#width === 1 ? 4 : 60));
  }

  async passNotice(): Promise<void> {
    await this.call('supervisor', 'POST', '/test-clock', { days: 8 });
    this.latencies.pop();
  }

  close(): void {
    this.#http.close();
  }
}

async function inParallel<T>(items: readonly T[], width: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}

async function measure(width: number, count: number, warmup: number) {
  const folder = mkdtempSync(join(tmpdir(), 'yimen-bench-'));
  const town = await startTownProcess(folder);
  try {
    const users = {
      window: 'window-niuzhuang',
      reviewer: 'reviewer-niuzhuang',
      county: 'county-dongying',
      supervisor: 'supervisor',
    };
    const tokens: Record<string, string> = {};
    for (const [role, user] of Object.entries(users)) {
      const response = await fetch(`${town.url}/demo/sign-in`, { method: 'POST', body: JSON.stringify({ user }) });
      tokens[role] = z.object({ token: z.string() }).parse(await response.json()).token;
    }
    const bench = new Bench(town.url, tokens, width);
    const run = async (first: number, many: number): Promise<void> => {
      const { body } = await bench.call('window', 'GET', '/test-clock');
      const { today } = z.object({ today: z.string() }).parse(body);
      const caseIds: string[] = [];
      await inParallel(
        Array.from({ length: many }, (_, index) => first + index),
        width,
        async (sequence) => void caseIds.push(await bench.untilNotice(sequence, today)),
      );
      await bench.passNotice();
      await inParallel(caseIds, width, (caseId) => bench.untilDetermined(caseId));
    };
    await run(0, warmup);
    bench.latencies.length = 0;
    const before = await town.stats();
    const begun = performance.now();
    if (width === 1) for (let index = 0; index < count; index += 1) await run(warmup + index, 1);
    else await run(warmup, count);
    const seconds = (performance.now() - begun) / 1000;
    const after = await town.stats();
    const sorted = bench.latencies.toSorted((a, b) => a - b);
    bench.close();
    return {
      appsPerSecond: count / seconds,
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

function bareCommits(): number {
  const folder = mkdtempSync(join(tmpdir(), 'yimen-bare-'));
  const db = new DatabaseSync(join(folder, 'bare.db'));
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)');
  const insert = db.prepare('INSERT INTO t (b) VALUES (?)');
  const begun = performance.now();
  let count = 0;
  for (; performance.now() - begun < 2000; count += 1) insert.run('x'.repeat(300));
  const perSecond = count / ((performance.now() - begun) / 1000);
  db.close();
  rmSync(folder, { recursive: true });
  return perSecond;
}

const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

const bare = bareCommits();
console.error(`bare durable commits: ${bare.toFixed(0)}/s`);
const one = await measure(1, 60, 20);
console.error('1 family at a time:', one);
const many = await measure(64, 640, 192);
console.error('64 families at a time:', many);
console.log(
  JSON.stringify({
    bench: 'lifecycle',
    node: process.version,
    apps_per_s_1: round(one.appsPerSecond),
    apps_per_s_64: round(many.appsPerSecond),
    p50_ms_1: round(one.p50),
    p99_ms_1: round(one.p99),
    p99_ms_64: round(many.p99),
    calls_per_app: round(many.calls, 1),
    cpu_ms_per_app: round(many.cpuMs),
    cpu_ms_per_app_1: round(one.cpuMs),
    fsyncs_per_app: round(many.commits),
    fsyncs_per_app_1: round(one.commits),
    transactions_per_app: round(many.transactions, 1),
    bare_commits_per_s: round(bare, 0),
    rss_mb: round(many.rssMb, 0),
  }),
);
