import { createHash } from 'node:crypto';
import { datasetColumns } from '../../domain/monitoring/feed/dataset.ts';
import { rowFaults } from '../../domain/monitoring/feed/verdict.ts';
import type { QuarantineReason } from '../../domain/monitoring/feed/verdict.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import { lakeScope } from '../../ports/lake.ts';
import type { Manifest } from '../../ports/lake.ts';
import type { Staging } from '../../ports/lake-writer.ts';
import { isStopped, PART_ROWS, rowsOf, tellProgress } from './importing.ts';
import type { Importing, ImportFeedInput } from './importing.ts';
import type { FeedParts } from './parts.ts';
import { newReading } from './reading.ts';
import { attemptOf, reportOf } from './report.ts';
import type { ImportOutcome } from './report.ts';
import { writeRows } from './write-rows.ts';

export type { ImportFeedInput } from './importing.ts';

/** Changes where rows come to rest in another way: unfinished work of an older version is not gone on with. */
const FORMAT = 1;

/**
 * A delivered file becomes a version of its feed's dataset, or is quarantined and the version before stands. Cut off
 * anywhere and run again it goes on: the file is read anew, and parts that are finished are not made again.
 */
export async function importFeed(parts: FeedParts, input: ImportFeedInput): Promise<ImportOutcome> {
  const known = await knownVersion(parts, input);
  if (known !== undefined) return { kind: 'known', version: known };
  const { on: dt = civilDateOf(parts.time.now()) } = input;
  const importing = { parts, input, dt, last: await parts.lake.latest(input.feed.id), reading: newReading() };
  if (input.isDryRun === true) return check(importing);

  const staging = await stage(importing);
  if (staging === undefined) return { kind: 'busy' };
  try {
    // Whoever held the place before may have been at this very file.
    const meanwhile = await knownVersion(parts, input);
    if (meanwhile !== undefined) {
      await staging.discard();
      return { kind: 'known', version: meanwhile };
    }
    if (!(await writeRows(importing, staging))) return { kind: 'stopped' };
    const reasons = verdict(importing);
    return reasons.length > 0 ? await quarantine(importing, staging, reasons) : await publish(importing, staging);
  } finally {
    await staging.close();
  }
}

async function knownVersion({ lake }: FeedParts, { feed, table, on, isAgain }: ImportFeedInput) {
  if (isAgain === true) return undefined;
  const versions: readonly Manifest[] = await lake.versions(feed.id);
  return versions.findLast(({ sourceSha256, dt }) => sourceSha256 === table.sha256 && (on === undefined || dt === on));
}

async function check(importing: Importing): Promise<ImportOutcome> {
  for await (const _row of rowsOf(importing)) {
    if (isStopped(importing)) return { kind: 'stopped' };
    tellProgress(importing, 0);
  }
  return { kind: 'checked', report: reportOf(importing), reasons: verdict(importing) };
}

function verdict({ parts, input, last, reading }: Importing): readonly QuarantineReason[] {
  const { faults, heading } = reading;
  // Without a heading there is a fault that says so.
  if (faults.length > 0 || heading === undefined) return faults;
  return rowFaults(input.feed, heading, reading, last, {
    mostRejectedPercent: parts.policy.setting('feeds.most-rejected-percent'),
    leastOfLastPercent: parts.policy.setting('feeds.least-of-last-percent'),
  });
}

function stage({ parts, input, dt }: Importing): Promise<Staging | undefined> {
  const { feed, table, partRows = PART_ROWS } = input;
  const decides = JSON.stringify([FORMAT, feed, parts.policy.mark, partRows]);
  const ticket = {
    dataset: feed.id,
    dt,
    columns: datasetColumns(feed),
    sourceSha256: table.sha256,
    recipe: createHash('sha256').update(decides).digest('base64url'),
  };
  return parts.writer.stage(ticket, () => parts.vault.createDataKey(lakeScope(feed.id, dt)));
}

async function quarantine(
  importing: Importing,
  staging: Staging,
  reasons: readonly QuarantineReason[],
): Promise<ImportOutcome> {
  const { parts, input } = importing;
  await staging.discard();
  const before = await parts.states.read(input.feed.id);
  const lastAttempt = { ...attemptOf(importing), result: 'quarantined' as const };
  await parts.states.write(input.feed.id, { ...before, lastAttempt, quarantine: reasons });
  return { kind: 'quarantined', report: reportOf(importing), reasons };
}

async function publish(importing: Importing, staging: Staging): Promise<ImportOutcome> {
  const { parts, input, dt, reading } = importing;
  const { feed, table, by } = input;
  const attempt = attemptOf(importing);
  const version = await staging.publish({
    dataset: feed.id,
    dt,
    rows: reading.kept,
    damaged: reading.damaged,
    rejected: reading.rejected,
    sourceSha256: table.sha256,
    importedAt: attempt.at,
    importedBy: by,
  });
  const before = await parts.states.read(feed.id);
  const lastGood = before.lastGood !== undefined && before.lastGood.dt > dt ? before.lastGood : attempt;
  await parts.states.write(feed.id, { lastGood, lastAttempt: { ...attempt, result: 'imported' } });
  return { kind: 'imported', report: reportOf(importing), version };
}
