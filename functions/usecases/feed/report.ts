import type { RowProblem } from '../../domain/monitoring/feed/parse-row.ts';
import type { QuarantineReason, RowCounts } from '../../domain/monitoring/feed/verdict.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import type { Manifest } from '../../ports/lake.ts';

/** Said of single rows; what is more is counted and stands in the file to mend. */
export const MOST_SHOWN = 100;

export interface ImportReport {
  readonly feed: string;
  readonly dt: CivilDate;
  readonly sourceSha256: string;
  readonly counts: RowCounts;
  /** Rows that are not in; the first `MOST_SHOWN` problems. */
  readonly problems: readonly RowProblem[];
  /** Rows that are in and should be mended, damaged ID numbers above all; the first `MOST_SHOWN`. */
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
