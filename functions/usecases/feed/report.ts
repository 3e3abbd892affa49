import type { RowProblem } from '../../domain/monitoring/feed/parse-row.ts';
import type { QuarantineReason, RowCounts } from '../../domain/monitoring/feed/verdict.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import type { FeedAttempt } from '../../ports/feeds.ts';
import type { Manifest } from '../../ports/lake.ts';
import type { Importing } from './importing.ts';
import type { FileReading } from './reading.ts';

export interface ImportReport {
  readonly feed: string;
  readonly dt: CivilDate;
  readonly sourceSha256: string;
  readonly counts: RowCounts;
  /** Rows that are not in; the first hundred problems. */
  readonly problems: readonly RowProblem[];
  /** Rows that are in and should be mended, damaged ID numbers above all; the first hundred. */
  readonly warnings: readonly RowProblem[];
  /** Of the file as a whole, Chinese. */
  readonly notes: readonly string[];
}

export type ImportOutcome =
  | { readonly kind: 'imported'; readonly report: ImportReport; readonly version: Manifest }
  /** This very file is a version already; nothing changed. */
  | { readonly kind: 'known'; readonly version: Manifest }
  | {
      readonly kind: 'quarantined';
      readonly report: ImportReport;
      readonly reasons: readonly QuarantineReason[];
    }
  /** A dry run: nothing was written. `reasons`: why it would be quarantined; none where it would be in. */
  | {
      readonly kind: 'checked';
      readonly report: ImportReport;
      readonly reasons: readonly QuarantineReason[];
    }
  /** Somebody else imports this feed. */
  | { readonly kind: 'busy' }
  /** Stopped by the signal; finished parts wait for the same import again. */
  | { readonly kind: 'stopped' };

const countsOf = ({ read, kept, damaged, rejected, duplicates }: FileReading): RowCounts => ({
  read,
  kept,
  damaged,
  rejected,
  duplicates,
});

export const attemptOf = ({ parts, input, dt, reading }: Importing): FeedAttempt => ({
  at: parts.time.now(),
  by: input.by,
  dt,
  sourceSha256: input.table.sha256,
  counts: countsOf(reading),
});

export function reportOf({ input, dt, last, reading }: Importing): ImportReport {
  const { heading, problems, warnings, kept, faults } = reading;
  const notes: string[] = [];
  if (heading !== undefined && heading.unknown.length > 0) {
    notes.push(`未登记的列没有导入:${heading.unknown.join('、')}`);
  }
  if (faults.length === 0 && last !== undefined && kept * 2 < last.rows) {
    notes.push(`只有${kept}行,不到上一期(${last.dt},${last.rows}行)的一半,请核对文件是否完整`);
  }
  const { feed, table } = input;
  return { feed: feed.id, dt, sourceSha256: table.sha256, counts: countsOf(reading), problems, warnings, notes };
}
