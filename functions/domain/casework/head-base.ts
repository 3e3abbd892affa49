import type { Pause } from '../clock/types.ts';
import type { AreaCode } from '../values/area-code.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { CaseId, HouseholdId } from '../values/ids.ts';
import type { Alarm } from './alarm.ts';
import type { Stage } from './vocabulary.ts';

/**
 * What the heads of all procedures share. A head is what every write of its case is conditioned on; it holds no personal
 * data of the family.
 */
export interface HeadBase {
  readonly caseId: CaseId;
  readonly householdId: HouseholdId;
  /** Township (9 digits) whose window took the application. */
  readonly area: AreaCode;
  readonly stage: Stage;
  /** Counts the loops of the procedure; task ids carry it, so a task of an earlier loop is never reopened. */
  readonly round: number;
  /** Generation of the execution that may write; see architecture §5. */
  readonly gen: number;
  /** Grows with every write. */
  readonly version: number;
  readonly lastSeq: number;
  readonly lastHash: string;
  /** Day 0 of the procedure; of an application the day all papers were there. */
  readonly acceptedOn?: CivilDate;
  /** First moment at which the whole case is late (epoch ms); absent until accepted, and while its time stands still. */
  readonly totalDueAt?: number;
  /** Time that did not count, in order; the last one may still be open. Stops the total and every open task's limits. */
  readonly pauses?: readonly Pause[];
  /** Declared relatives: subjects of handlers, and names of committee members who have no sign-in. */
  readonly recused: readonly string[];
  /** Set once by the sweep when the total has passed. */
  readonly totalOverdueAt?: number;
  /** What the clock does next about the total; absent: nothing to watch. */
  readonly alarm?: Alarm;
  /** Rungs of the total that were claimed, as `Alarm.rung`. */
  readonly rungs?: readonly string[];
  /**
   * How often a task of a kind and round was opened anew because its decision was taken back: `{kind}.{round}` → number of
   * the attempt that counts, from 2 on.
   */
  readonly attempts?: { readonly [kindAndRound: string]: number };
  /** The procedure has ended: granted, withdrawn, or refused and the letter delivered. */
  readonly closedOn?: CivilDate;
  /** Of the last write (epoch ms). */
  readonly changedAt: number;
}
