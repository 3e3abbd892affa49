import type { CivilDate } from '../values/civil-date.ts';
import type { BallotMethod } from './ballot.ts';
import type { Resolution } from './motion.ts';

/** What a person enters to close a task of a motion. Free text may name people and is sealed by the store. */

export type DossierDecision =
  | {
      readonly kind: 'motion-dossier';
      readonly outcome: 'complete';
      /** Papers that are there, by the pack's list for this kind of motion. */
      readonly items: readonly string[];
      readonly summary: string;
      readonly method: BallotMethod;
      /** What is put to the vote. */
      readonly proposal: Resolution;
    }
  | { readonly kind: 'motion-dossier'; readonly outcome: 'return'; readonly reason: string };

export interface ChairRulingDecision {
  readonly kind: 'chair-ruling';
  readonly outcome: 'carried' | 'not-carried';
  readonly reason: string;
}

export type RenewalDecision =
  | { readonly kind: 'motion-renewal'; readonly outcome: 'renew'; readonly newFacts: string }
  /** The reasons are told to whoever moved it. */
  | { readonly kind: 'motion-renewal'; readonly outcome: 'close'; readonly reason: string };

export interface ResolutionDecision {
  readonly kind: 'motion-resolution';
  readonly resolution: Resolution;
  readonly text: string;
}

export interface ExecutionDecision {
  readonly kind: 'motion-execution';
  readonly executedOn: CivilDate;
  readonly note: string;
}

export interface FollowUpDecision {
  readonly kind: 'motion-follow-up';
  readonly outcome: 'effective' | 'execute-again';
  readonly note: string;
}

export type DeliberationDecision =
  | DossierDecision
  | ChairRulingDecision
  | RenewalDecision
  | ResolutionDecision
  | ExecutionDecision
  | FollowUpDecision;
