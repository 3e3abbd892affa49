import { createHash } from 'node:crypto';
import type { Feed } from '../../../policy/feeds/schema.ts';
import { resting, withIdentity } from '../../domain/monitoring/feed/at-rest.ts';
import type { RestingRow } from '../../domain/monitoring/feed/at-rest.ts';
import { datasetColumns } from '../../domain/monitoring/feed/dataset.ts';
import type { ParsedRow } from '../../domain/monitoring/feed/parse-row.ts';
import { rowFaults } from '../../domain/monitoring/feed/verdict.ts';
import type { RowCounts } from '../../domain/monitoring/feed/verdict.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import type { FeedAttempt } from '../../ports/feeds.ts';
import { lakeScope } from '../../ports/lake.ts';
import type { LakeIdentity, Manifest } from '../../ports/lake.ts';
import type { LakeRow, Staging } from '../../ports/lake-writer.ts';
import type { OpenedTable } from '../../ports/tables.ts';
import type { FeedParts } from './parts.ts';
import { pseudonymsOf } from './pseudonyms.ts';
import { newReading, soundRows } from './read-file.ts';
import type { BadSink, FileReading } from './read-file.ts';
import type { ImportOutcome, ImportReport } from './report.ts';

export interface ImportFeedInput {
  readonly feed: Feed;
  readonly table: OpenedTable;
  /** The day that the data speak of; default today. The same file without a day is known, whenever it came. */
  readonly on?: CivilDate;
  /** Subject, or `system:…`. */
  readonly by: string;
  /** Reports and writes nothing. */
  readonly isDryRun?: boolean;
  /** Even if this very file is a version already: the register may have changed. */
  readonly isAgain?: boolean;
  /** Rows that do not get in, as CSV to mend. In plain: the caller answers for where they go. */
  readonly bad?: BadSink;
  readonly progress?: (progress: ImportProgress) => void;
  /** Stops between two batches; the same import again goes on. */
  readonly signal?: AbortSignal;
  /** Rows a part; parts of another size begin anew. */
  readonly partRows?: number;
}

export interface ImportProgress {
  readonly rows: number;
  readonly bytes: number;
  readonly ofBytes: number;
  readonly parts: number;
}

/** Changes where rows come to rest in another way: unfinished work of an older version is not gone on with. */
const FORMAT = 1;
const PART_ROWS = 100_000;
const BATCH = 1_000;

/**
 * A delivered file becomes a version of its feed's dataset, or is quarantined and the version before stands. Cut off
 * anywhere and run again it goes on: the file is read anew, and parts that are finished are not made again.
 */
export async function importFeed(parts: FeedParts, input: ImportFeedInput): Promise<ImportOutcome> {
  const { feed, table, isDryRun = false } = input;
  const known = input.isAgain === true ? undefined : await knownVersion(parts, input);
  if (known !== undefined) return { kind: 'known', version: known };
  const { on: dt = civilDateOf(parts.time.now()) } = input;
  const last = await parts.lake.latest(feed.id);
  const reading = newReading();
  const verdict = () => [
    ...reading.faults,
    ...(reading.faults.length > 0 ? [] : rowFaults(feed, reading, last, limitsOf(parts))),
  ];
  if (isDryRun) {
    for await (const _row of rowsOf(parts, input, dt, reading)) {
      if (input.signal?.aborted === true) return { kind: 'stopped' };
      report(input, reading, 0);
    }
    return { kind: 'checked', report: reportOf(input, dt, reading, last), reasons: verdict() };
  }

  const ticket = {
    dataset: feed.id,
    dt,
    columns: datasetColumns(feed),
    sourceSha256: table.sha256,
    recipe: recipeOf(parts, input),
  };
  const staging = await parts.writer.stage(ticket, () => parts.vault.createDataKey(lakeScope(feed.id, dt)));
  if (staging === undefined) return { kind: 'busy' };
  try {
    // Whoever held the place before may have been at this very file.
    const meanwhile = input.isAgain === true ? undefined : await knownVersion(parts, input);
    if (meanwhile !== undefined) {
      await staging.discard();
      return { kind: 'known', version: meanwhile };
    }
    if (!(await writeRows(parts, input, dt, reading, staging))) return { kind: 'stopped' };
    const reasons = verdict();
    const attempt = attemptOf(parts, input, dt, reading);
    const before = await parts.states.read(feed.id);
    if (reasons.length > 0) {
      await staging.discard();
      const lastAttempt = { ...attempt, result: 'quarantined' as const };
      await parts.states.write(feed.id, { ...before, lastAttempt, quarantine: reasons });
      return { kind: 'quarantined', report: reportOf(input, dt, reading, last), reasons };
    }
    const version = await staging.publish({
      dataset: feed.id,
      dt,
      rows: reading.kept,
      damaged: reading.damaged,
      rejected: reading.rejected,
      sourceSha256: table.sha256,
      importedAt: attempt.at,
      importedBy: input.by,
    });
    const lastGood = before.lastGood !== undefined && before.lastGood.dt > dt ? before.lastGood : attempt;
    await parts.states.write(feed.id, { lastGood, lastAttempt: { ...attempt, result: 'imported' } });
    return { kind: 'imported', report: reportOf(input, dt, reading, last), version };
  } finally {
    await staging.close();
  }
}

async function knownVersion({ lake }: FeedParts, { feed, table, on }: ImportFeedInput): Promise<Manifest | undefined> {
  const versions = await lake.versions(feed.id);
  return versions.findLast(({ sourceSha256, dt }) => sourceSha256 === table.sha256 && (on === undefined || dt === on));
}

const limitsOf = ({ policy }: FeedParts) => ({
  mostRejectedPercent: policy.setting('feeds.most-rejected-percent'),
  leastOfLastPercent: policy.setting('feeds.least-of-last-percent'),
});

function recipeOf({ policy }: FeedParts, { feed, partRows = PART_ROWS }: ImportFeedInput): string {
  const decides = JSON.stringify([FORMAT, feed, policy.mark, partRows]);
  return createHash('sha256').update(decides).digest('base64url');
}

function rowsOf({ policy }: FeedParts, { feed, table, bad }: ImportFeedInput, dt: CivilDate, reading: FileReading) {
  const context = {
    dt,
    isKnownArea: (area: Parameters<typeof policy.areaName>[0]) => policy.areaName(area) !== undefined,
  };
  return soundRows({ feed, table, context, ...(bad === undefined ? {} : { bad }) }, reading);
}

/** False: stopped. Rows of finished parts are read again, for what they say of the rows behind them, and not written. */
async function writeRows(
  parts: FeedParts,
  input: ImportFeedInput,
  dt: CivilDate,
  reading: FileReading,
  staging: Staging,
): Promise<boolean> {
  const { feed, partRows = PART_ROWS, signal } = input;
  const toRest = resting(feed, pseudonymsOf(parts.vault));
  const scope = lakeScope(feed.id, dt);
  const done = staging.finished.reduce((sum, { rows }) => sum + rows, 0);
  let made = staging.finished.length;
  let inPart = 0;
  let skipped = 0;
  let batch: ParsedRow[] = [];

  const seal = async (row: RestingRow): Promise<LakeRow> => {
    if (row.identity === undefined) return row.values;
    const identity: LakeIdentity = row.identity;
    const context = { scope, key: staging.key, binding: row.rowId };
    return withIdentity(row, await parts.vault.seal(context, JSON.stringify(identity)));
  };
  const flush = async (): Promise<void> => {
    for (const row of await Promise.all(batch.map((one) => seal(toRest(one))))) staging.append(row);
    inPart += batch.length;
    batch = [];
    report(input, reading, made);
    if (inPart < partRows) return;
    await staging.finishPart();
    made += 1;
    inPart = 0;
  };

  for await (const row of rowsOf(parts, input, dt, reading)) {
    if (skipped < done) {
      skipped += 1;
      if (skipped % BATCH === 0) report(input, reading, made);
    } else {
      batch.push(row);
      if (batch.length === BATCH || inPart + batch.length === partRows) await flush();
    }
    if (signal?.aborted === true) return false;
  }
  await flush();
  if (signal?.aborted === true) return false;
  // An empty version has a part, too: whoever reads it finds its columns.
  if (inPart > 0 || made === 0) await staging.finishPart();
  report(input, reading, made);
  return true;
}

function report({ progress, table }: ImportFeedInput, { read, at }: FileReading, parts: number): void {
  progress?.({ rows: read, bytes: at, ofBytes: 'kind' in table ? 0 : table.bytes, parts });
}

const countsOf = ({ read, kept, damaged, rejected, duplicates }: FileReading): RowCounts => ({
  read,
  kept,
  damaged,
  rejected,
  duplicates,
});

const attemptOf = (
  { time }: FeedParts,
  { by, table }: ImportFeedInput,
  dt: CivilDate,
  reading: FileReading,
): FeedAttempt => ({ at: time.now(), by, dt, sourceSha256: table.sha256, counts: countsOf(reading) });

function reportOf(
  { feed, table }: ImportFeedInput,
  dt: CivilDate,
  reading: FileReading,
  last: Manifest | undefined,
): ImportReport {
  const { heading, problems, warnings, kept, faults } = reading;
  const notes: string[] = [];
  if (heading !== undefined && heading.unknown.length > 0) {
    notes.push(`未登记的列没有导入:${heading.unknown.join('、')}`);
  }
  if (faults.length === 0 && last !== undefined && kept * 2 < last.rows) {
    notes.push(`只有${kept}行,不到上一期(${last.dt},${last.rows}行)的一半,请核对文件是否完整`);
  }
  return { feed: feed.id, dt, sourceSha256: table.sha256, counts: countsOf(reading), problems, warnings, notes };
}
