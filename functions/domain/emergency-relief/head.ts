import type { HeadBase } from '../casework/head-base.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { CaseId, PersonId } from '../values/ids.ts';
import type { reliefStatuses, ReliefType } from './vocabulary.ts';

/** 临时救助, beside whatever else runs for the family. */
export interface ReliefHead extends HeadBase {
  readonly procedure: 'emergency-relief';
  readonly status: (typeof reliefStatuses)[number];
  readonly type: ReliefType;
  /** Whom it is for, by blind index. */
  readonly persons: readonly PersonId[];
  /** Of the pack's causes. */
  readonly cause: string;
  /** The case beside which it runs, and which it does not stop. */
  readonly beside?: CaseId;
  /** When the hardship was found or told: the 24 hours run from here, whoever helps (epoch ms). */
  readonly requestedAt: number;
  /** What was asked for, if a sum was. Fen, as all sums here. */
  readonly requestedFen?: number;
  readonly proposedFen?: number;
  /** Who proposed it: nobody approves the own proposal. */
  readonly proposedBy?: string;
  readonly approvedFen?: number;
  readonly paid?: { readonly fen: number; readonly on: CivilDate };
}
