import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { applications } from './applications.ts';
import { ballots, members } from './ballots.ts';
import { measure } from './measure.ts';
import { departments, referrals } from './referrals.ts';

/**
 * Whole applications, referrals and ballots over HTTP, from their beginning to their end, each write durable before it is answered. Measured: what
 * the town takes. Not measured: TLS, a network, people. The client runs on the same two cores and takes its share.
 */

const staff = {
  window: 'window-niuzhuang',
  reviewer: 'reviewer-niuzhuang',
  county: 'county-dongying',
  supervisor: 'supervisor',
};

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
const one = await measure(applications, staff, 1, 60, 20);
console.error('1 family at a time:', one);
const many = await measure(applications, staff, 64, 640, 192);
console.error('64 families at a time:', many);
const referred = await measure(referrals, { ...staff, ...departments }, 64, 640, 192);
console.error('64 referrals at a time:', referred);
const balloted = await measure(ballots, { ...staff, ...members }, 16, 96, 32);
console.error('16 ballots at a time:', balloted);
console.log(
  JSON.stringify({
    bench: 'lifecycle',
    node: process.version,
    apps_per_s_1: round(one.perSecond),
    apps_per_s_64: round(many.perSecond),
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
    referrals_per_s_64: round(referred.perSecond),
    referral_p99_ms_64: round(referred.p99),
    referral_cpu_ms: round(referred.cpuMs),
    referral_transactions: round(referred.transactions, 1),
    ballots_per_s_16: round(balloted.perSecond),
    ballot_p99_ms_16: round(balloted.p99),
    ballot_cpu_ms: round(balloted.cpuMs),
    ballot_transactions: round(balloted.transactions, 1),
  }),
);
