import type { HeadBase } from '../casework/head-base.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { CaseId, PersonId } from '../values/ids.ts';
import type { PlannedPart } from './form.ts';
import type { Part } from './part.ts';
import type { referralStatuses } from './vocabulary.ts';

export const referralOrigins = ['window', 'determination', 'alert'] as const;

/** 转办: one need, taken in at one door, answered by every department behind it. */
export interface ReferralHead extends HeadBase {
  readonly procedure: 'referral';
  readonly status: (typeof referralStatuses)[number];
  readonly registeredOn: CivilDate;
  readonly origin: {
    readonly kind: (typeof referralOrigins)[number];
    /** The case that the need comes from. */
    readonly caseId?: CaseId;
  };
  /** All whom the need concerns, by blind index: on whose chain the results land. */
  readonly persons: readonly PersonId[];
  /** Asked for or proposed, and not sent yet. */
  readonly planned: readonly PlannedPart[];
  /** Empty until they are sent. */
  readonly parts: readonly Part[];
}
