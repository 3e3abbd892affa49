import type { Findings } from '../classification/facts.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { MemberId } from '../values/ids.ts';

/** What a person enters to close a task of a termination. Free text may name people and is sealed by the store. */

export interface TerminationCheckDecision {
  readonly kind: 'termination-check';
  readonly outcome: 'still-eligible' | 'amount-changes' | 'taper' | 'end';
  readonly method: 'home-visit' | 'register' | 'home-visit-and-register';
  readonly checkedOn: CivilDate;
  readonly findings: Findings;
  readonly ground?: string;
  /** Members who leave where the amount changes; an end takes all. */
  readonly leaving?: readonly MemberId[];
  readonly months?: number;
  /** Members who died; the rules are asked about the others. */
  readonly deceased?: readonly MemberId[];
  readonly reason: string;
}

export interface TerminationObjectionDecision {
  readonly kind: 'termination-objection';
  readonly conclusion: 'upheld' | 'dismissed';
  readonly findings: Findings;
  readonly reason: string;
}

export interface TerminationReasonsDecision {
  readonly kind: 'termination-reasons';
  readonly toldOn: CivilDate;
  readonly method: 'in-person' | 'post' | 'left-at-home';
}

export interface TerminationAnswerDecision {
  readonly kind: 'termination-answer';
  readonly outcome: 'answered' | 'no-answer' | 'waived';
  /** What the family said. */
  readonly answer?: string;
}

export interface TerminationConfirmationDecision {
  readonly kind: 'termination-confirmation';
  readonly outcome: 'confirm' | 'still-eligible' | 'return';
  readonly ground?: string;
  readonly stopFrom?: CivilDate;
  readonly reason: string;
}

export interface ChangeConfirmationDecision {
  readonly kind: 'change-confirmation';
  readonly outcome: 'confirm' | 'return';
  readonly reason: string;
}

export interface TerminationLetterDecision {
  readonly kind: 'termination-letter';
  readonly deliveredOn: CivilDate;
  readonly method: 'in-person' | 'post' | 'left-at-home';
}

export interface NextTierOfferDecision {
  readonly kind: 'next-tier-offer';
  readonly outcome: 'wished' | 'declined';
  /** The family signed the new application; every other paper is there already. */
  readonly applicationSigned?: boolean;
}

export type TerminationDecision =
  | TerminationCheckDecision
  | TerminationObjectionDecision
  | TerminationReasonsDecision
  | TerminationAnswerDecision
  | TerminationConfirmationDecision
  | ChangeConfirmationDecision
  | TerminationLetterDecision
  | NextTierOfferDecision;
