import { resting, withIdentity } from '../../domain/monitoring/feed/at-rest.ts';
import type { RestingRow } from '../../domain/monitoring/feed/at-rest.ts';
import type { ParsedRow } from '../../domain/monitoring/feed/parse-row.ts';
import { lakeScope } from '../../ports/lake.ts';
import type { LakeIdentity } from '../../ports/lake.ts';
import type { LakeRow, Staging } from '../../ports/lake-writer.ts';
import { isStopped, PART_ROWS, rowsOf, tellProgress } from './importing.ts';
import type { Importing } from './importing.ts';
import { pseudonymsOf } from './pseudonyms.ts';

/** Sealed side by side. */
const BATCH = 1_000;

/** False: stopped. Rows of finished parts are read again, for what they say of the rows behind them, and not written. */
export async function writeRows(importing: Importing, staging: Staging): Promise<boolean> {
  const { parts, input, dt } = importing;
  const { feed, partRows = PART_ROWS } = input;
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
    tellProgress(importing, made);
    if (inPart < partRows) return;
    await staging.finishPart();
    made += 1;
    inPart = 0;
  };

  for await (const row of rowsOf(importing)) {
    if (skipped < done) {
      skipped += 1;
      if (skipped % BATCH === 0) tellProgress(importing, made);
    } else {
      batch.push(row);
      if (batch.length === BATCH || inPart + batch.length === partRows) await flush();
    }
    if (isStopped(importing)) return false;
  }
  await flush();
  if (isStopped(importing)) return false;
  // An empty version has a part, too: whoever reads it finds its columns.
  if (inPart > 0 || made === 0) await staging.finishPart();
  tellProgress(importing, made);
  return true;
}
