import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Indicator } from '../../../policy/indicators/schema.ts';
import type { RunIndicator } from '../../domain/monitoring/run.ts';
import { POPULATION } from '../../domain/monitoring/working-table.ts';
import type { Scanner, ScanReport, ScanRequest } from '../../ports/scanner.ts';
import { openGuard } from './guard.ts';
import type { Guard, Judged } from './guard.ts';
import { createHits, emitHits, placeHits } from './scan-hits.ts';
import { matchByLikeness, NEAR } from './scan-likeness.ts';
import type { Likeness } from './scan-likeness.ts';
import { identitiesOf } from './scan-places.ts';
import { loadTables } from './scan-tables.ts';
import type { WorkingFeed } from './scan-tables.ts';

export interface ScannerOptions {
  /** Of DuckDB's own memory; the process takes some 150 MB beside it. */
  readonly memoryMb: number;
  readonly threads: number;
  /** A folder in which each scan may spill into one of its own, gone afterwards. */
  readonly temporary: string;
  /** Epoch ms, to measure by. */
  readonly now: () => number;
}

interface Sound {
  readonly indicator: Indicator;
  readonly judged: Extract<Judged, { kind: 'sound' }>;
}

export function createScanner(options: ScannerOptions): Scanner {
  const { now } = options;
  return {
    async scan(request, onHits) {
      const begun = now();
      const guard = await openGuard(request.feeds);
      const { sound, others } = await sort(guard, request).finally(() => guard.close());
      mkdirSync(options.temporary, { recursive: true });
      const temporary = mkdtempSync(join(options.temporary, 'yimen-scan-'));
      const database = await DuckDBInstance.create(':memory:', {
        threads: String(options.threads),
        memory_limit: `${options.memoryMb}MB`,
        temp_directory: temporary,
        preserve_insertion_order: 'false',
      });
      try {
        const connection = await database.connect();
        // Where names without a schema are looked for can be said before the lock alone.
        const near = await database.connect();
        const feeds = workingFeeds(request, sound);
        const found: RunIndicator[] = [...others];
        const persons = request.inputs.get(POPULATION)?.manifest.rows ?? 0;
        let likeness: Likeness = { damaged: 0, matched: 0, feeds: new Set() };
        if (sound.length > 0) {
          const key = await loadTables(connection, feeds, request.drawKey);
          likeness = await matchByLikeness(connection, feeds, key);
          if (likeness.feeds.size > 0) await near.run(`set schema = '${NEAR}'`);
          await lock(connection);
          found.push(...(await ask({ connection, near, request, sound, likeness, now }, onHits)));
        }
        const order = request.indicators.map(({ id }) => id);
        return {
          indicators: found.toSorted((a, b) => order.indexOf(a.indicator) - order.indexOf(b.indicator)),
          persons,
          damaged: likeness.damaged,
          matched: likeness.matched,
          ms: now() - begun,
        } satisfies ScanReport;
      } finally {
        database.closeSync();
        rmSync(temporary, { recursive: true, force: true });
      }
    },
    identities: identitiesOf,
  };
}

/** From here on the connections read no file, load nothing, and nobody can change that. */
async function lock(connection: DuckDBConnection): Promise<void> {
  await connection.run('set enable_external_access = false');
  await connection.run('set lock_configuration = true');
}

/** Which of them can be asked at all. */
async function sort(guard: Guard, { indicators, inputs, asOf }: ScanRequest) {
  const sound: Sound[] = [];
  const others: RunIndicator[] = [];
  for (const indicator of indicators) {
    const judged = await guard.judge(indicator, asOf);
    const missing = [POPULATION, ...indicator.inputs].filter(
      (feed, index, all) => !inputs.has(feed) && all.indexOf(feed) === index,
    );
    if (judged.kind === 'refused') {
      others.push({ indicator: indicator.id, kind: 'refused', reasons: judged.faults.map(({ text }) => text) });
    } else if (missing.length > 0) others.push({ indicator: indicator.id, kind: 'not-computed', missing });
    else sound.push({ indicator, judged });
  }
  return { sound, others };
}

function workingFeeds({ feeds, inputs }: ScanRequest, sound: readonly Sound[]): readonly WorkingFeed[] {
  return feeds.flatMap((feed) => {
    const input = inputs.get(feed.id);
    const readers = sound.filter(({ indicator }) => indicator.inputs.includes(feed.id));
    if (input === undefined || (readers.length === 0 && feed.id !== POPULATION)) return [];
    return [{ feed, input, columns: new Set(readers.flatMap(({ judged }) => [...judged.columns])) }];
  });
}

interface Asking {
  readonly connection: DuckDBConnection;
  readonly near: DuckDBConnection;
  readonly request: ScanRequest;
  readonly sound: readonly Sound[];
  readonly likeness: Likeness;
  readonly now: () => number;
}

async function ask(
  { connection, near, request, sound, likeness, now }: Asking,
  onHits: Parameters<Scanner['scan']>[1],
): Promise<readonly RunIndicator[]> {
  const runs: RunIndicator[] = [];
  const asked = new Map<number, number>();
  for (const [index, { indicator, judged }] of sound.entries()) {
    const begun = now();
    const isNear = indicator.inputs.some((feed) => likeness.feeds.has(feed));
    try {
      await createHits({ connection, ...(isNear ? { near } : {}), index, indicator, ...judged });
      asked.set(index, now() - begun);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      runs.push({ indicator: indicator.id, kind: 'failed', reason });
    }
  }
  const residents = request.inputs.get(POPULATION);
  if (residents === undefined) throw new Error('a scan needs the residents');
  if (asked.size > 0) await placeHits(connection, residents.files, [...asked.keys()]);
  for (const [index, ms] of asked) {
    const one = sound[index];
    if (one === undefined) continue;
    const { indicator, judged } = one;
    const counts = await emitHits(connection, index, indicator, onHits);
    const sqlSha256 = createHash('sha256').update(judged.sql).digest('hex');
    runs.push({ indicator: indicator.id, kind: 'computed', sqlSha256, ...counts, ms });
  }
  return runs;
}
