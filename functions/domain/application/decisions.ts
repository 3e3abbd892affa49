import type { Findings } from '../classification/facts.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { Circumstance } from './vocabulary.ts';

/** What a person enters to close a task, by kind of task. Free text may name people and is sealed by the store. */

export interface InvestigationDecision {
  readonly kind: 'household-investigation';
  /** By telephone or video only in a major emergency, which is then named. */
  readonly method: 'home-visit' | 'remote';
  readonly emergency?: string;
  readonly visitedOn: CivilDate;
  readonly investigators: readonly string[];
  readonly signatures: { readonly investigators: readonly string[]; readonly family: boolean };
  readonly findings: Findings;
  readonly circumstances: readonly Circumstance[];
  readonly note?: string;
}

export interface InformationCheckDecision {
  readonly kind: 'information-check';
  /** Registers that were asked, for example real estate or social insurance. */
  readonly registers: readonly string[];
  readonly findings: Findings;
  readonly note?: string;
}

export interface SupplyFactsDecision {
  readonly kind: 'supply-facts';
  readonly findings: Findings;
}

export interface TownshipOpinionDecision {
  readonly kind: 'township-opinion';
  readonly outcome: 'confirm' | 'refuse' | 'reinvestigate';
  readonly reason: string;
}

export interface ObjectionReviewDecision {
  readonly kind: 'objection-review';
  readonly method: 'reinvestigation' | 'democratic-appraisal';
  readonly conclusion: 'upheld' | 'dismissed';
  readonly findings: Findings;
  readonly reason: string;
}

export interface ConfirmationDecision {
  readonly kind: 'confirmation';
  readonly outcome: 'confirm' | 'refuse' | 'return' | 'next-tier';
  readonly reason: string;
  readonly visit?: { readonly visitedOn: CivilDate; readonly visitors: readonly string[] };
}

export interface RefusalLetterDecision {
  readonly kind: 'refusal-letter';
  readonly deliveredOn: CivilDate;
  readonly method: 'in-person' | 'post' | 'left-at-home';
}

export type ApplicationDecision =
  | InvestigationDecision
  | InformationCheckDecision
  | SupplyFactsDecision
  | TownshipOpinionDecision
  | ObjectionReviewDecision
  | ConfirmationDecision
  | RefusalLetterDecision;
