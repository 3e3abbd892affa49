import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCommitter } from '../../functions/adapters/sqlite/committer.ts';
import { openSqliteItemStore } from '../../functions/adapters/sqlite/sqlite-item-store.ts';
import type { ItemStore } from '../../functions/ports/item-store.ts';
import type { Worklist } from '../../functions/ports/worklists.ts';
import { table } from '../../functions/store/table.ts';
import { createWorklists } from '../../functions/store/worklists.ts';
import { whatDynamoDbLocalLacks } from '../../tests/support/dynamodb-local.ts';
import { median, quantile, rounded } from '../engine/numbers.ts';
import { sweepOnDynamoDb } from './dynamodb.ts';
import { morning } from './morning.ts';
import { sweepOnce } from './sweep-once.ts';
import { fill, holders, units } from './tasks.ts';

/**
 * What a sweep costs as open work grows while as much is due, a whole city's reminders of one morning, and a page of the
 * inbox. Each sweep must remind of exactly what is due before its time counts.
 */

const DUE = 100;
const SWEEPS = 15;
const PAGES = 600;
const sizes = [10_000, 100_000, Number(process.env['YIMEN_BENCH_OPEN'] ?? 1_000_000)];

const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function inboxPages(items: ItemStore): Promise<number> {
  const worklists = createWorklists(items);
  const times: number[] = [];
  for (let page = 0; page < PAGES; page += 1) {
    const unit = units[page % units.length];
    const subject = holders[page % holders.length] ?? '';
    const list: Worklist = page % 2 === 0 || unit === undefined ? { kind: 'holder', subject } : { kind: 'unit', unit };
    const begun = performance.now();
    const { items: shown } = await worklists.open([list], { limit: 50 });
    times.push(performance.now() - begun);
    if (shown.length !== 50) throw new Error(`a page of the inbox shows ${shown.length} tasks`);
  }
  return quantile(times, 0.99);
}

async function onSqlite(): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'yimen-sweep-'));
  const committer = openCommitter({ file: join(folder, 'yimen.db') });
  const items = openSqliteItemStore({ committer, table });
  const figures: Record<string, number> = {};
  try {
    let from = 0;
    for (const open of sizes) {
      await fill(items, { from, until: open, dueCount: DUE, heads: false }, (done) => {
        if (done % 50_000 < 1600) say(`${done} tasks`);
      });
      from = open;
      await sweepOnce(items, DUE);
      const times: number[] = [];
      let reads = 0;
      for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
        const { ms, counts } = await sweepOnce(items, DUE);
        times.push(ms);
        reads = counts.gets + counts.queries + counts.items;
      }
      figures[`sweep_ms_${open}`] = median(times);
      figures[`sweep_reads_${open}`] = reads;
      await inboxPages(items);
      figures[`inbox_p99_ms_${open}`] = await inboxPages(items);
      say(`${open} open: ${JSON.stringify(rounded(figures))}`);
    }
  } finally {
    committer.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const ratio = (name: string) => (figures[`${name}_${sizes.at(-1)}`] ?? 0) / (figures[`${name}_${sizes[0]}`] ?? 1);
  return {
    ...figures,
    sweep_ratio: ratio('sweep_ms'),
    reads_ratio: ratio('sweep_reads'),
    inbox_ratio: ratio('inbox_p99_ms'),
  };
}

async function onDynamoDb(): Promise<Record<string, number>> {
  const lack = whatDynamoDbLocalLacks();
  if (lack !== undefined) {
    say(`NOT MEASURED: DynamoDB: ${lack}.`);
    return {};
  }
  const few = await sweepOnDynamoDb(1000, DUE);
  const many = await sweepOnDynamoDb(10_000, DUE);
  return {
    dynamodb_requests_1000: few.requests,
    dynamodb_requests_10000: many.requests,
    dynamodb_units_1000: few.units,
    dynamodb_units_10000: many.units,
    dynamodb_units_ratio: many.units / few.units,
  };
}

const morningMs = await morning(10_000);
say(`10000 due at nine: ${Math.round(morningMs)} ms to the last mailbox`);
const figures = { morning_10000_ms: morningMs, ...(await onSqlite()), ...(await onDynamoDb()) };
process.stdout.write(`${JSON.stringify(rounded(figures))}\n`);
