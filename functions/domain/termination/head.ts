import type { TerminationTriggerId } from '../../../policy/termination-schema.ts';
import type { Tier } from '../../../policy/schema.ts';
import type { HeadBase } from '../casework/head-base.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { CaseId, MemberId, UnitId } from '../values/ids.ts';
import type { AidInQuestion } from './aid.ts';
import type { Recheck } from './recheck.ts';
import type { terminationStages, terminationStatuses } from './vocabulary.ts';

export interface Doer {
  readonly by: string;
  readonly onBehalfOf?: string;
  readonly on: CivilDate;
}

/** What the human check came to. */
export interface CheckFinding extends Doer {
  /** Loop of the procedure in which it was found: what is told, answered or posted for an earlier one counts for nothing. */
  readonly round: number;
  readonly outcome: 'amount-changes' | 'taper' | 'end';
  /** Of the tier's closed list; absent where an amount changes and nobody leaves. */
  readonly ground?: string;
  /** Who leaves the aid: all for an end, some or none where the amount changes. */
  readonly leaving: readonly MemberId[];
  /** Who of them died: nobody is watched for them, and the rules are asked about the others. */
  readonly deceased: readonly MemberId[];
  /** Of an amount that changes. */
  readonly monthlyFen?: number;
  /** Of a 渐退期: whole months. */
  readonly months?: number;
}

export interface EndConfirmation extends Doer {
  readonly ground: string;
  /** First day without pay; of a 渐退期 the day after its last month. */
  readonly from: CivilDate;
}

/** 终止救助与清退: whether running aid goes on, changes or ends. */
export interface TerminationHead extends HeadBase {
  readonly procedure: 'termination';
  readonly status: (typeof terminationStatuses)[number];
  readonly stage: (typeof terminationStages)[number];
  readonly aid: AidInQuestion;
  readonly trigger: TerminationTriggerId;
  readonly openedOn: CivilDate;
  /** What whoever opened it thinks; decides nothing. */
  readonly groundHint?: string;
  /** Of a death: day 0 of the three months in which the family is looked at again. */
  readonly happenedOn?: CivilDate;
  /** Of a periodic check: the period that runs, and its day 0. */
  readonly recheck?: Pick<Recheck, 'step' | 'lastCheckedOn'>;
  /** Checks instead of the township. */
  readonly department?: UnitId;
  /** Case that led here, for example an alert. */
  readonly source?: CaseId;
  /** The county's power of confirmation is delegated to the township. */
  readonly delegated: boolean;
  readonly memberCount: number;
  readonly check?: CheckFinding;
  /** The reasons were told to the family before anything was decided. */
  readonly told?: Doer & { readonly round: number; readonly answerBy?: CivilDate };
  readonly answer?: Doer & { readonly round: number; readonly outcome: 'answered' | 'no-answer' | 'waived' };
  readonly confirmation?: EndConfirmation;
  readonly changeConfirmation?: Doer;
  /** A lower tier that fits the family by the facts that are known. */
  readonly nextTier?: { readonly tier: Tier; readonly members: readonly MemberId[] };
  /** The application that came of it. */
  readonly filed?: CaseId;
  /** The money paid without a right to it is to be recovered. */
  readonly recovery?: true;
  readonly reinstatement?: Doer & { readonly from: CivilDate; readonly isError: boolean };
}

/** Gave the check that stands, or had it given: nobody confirms the own finding. */
export const hasChecked = ({ check }: Pick<TerminationHead, 'check'>, person: string): boolean =>
  check?.by === person || check?.onBehalfOf === person;
