import type { MemberId } from '../values/ids.ts';
import type { IdNumber } from '../values/id-number.ts';

/** Who the people are. Kept apart from the facts, because judging needs none of it. */
export interface Family {
  readonly members: readonly FamilyMember[];
  readonly address: string;
  readonly phone?: string;
}

export interface FamilyMember {
  readonly memberId: MemberId;
  readonly name: string;
  readonly idNumber: IdNumber;
}
