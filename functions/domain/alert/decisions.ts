import type { TerminationTriggerId } from '../../../policy/termination-schema.ts';
import type { ReliefType } from '../emergency-relief/vocabulary.ts';
import type { WantedPart } from '../referral/decisions.ts';
import type { AreaCode } from '../values/area-code.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { CaseId } from '../values/ids.ts';

/** What a person enters to close a task of an alert. Free text may name people and is sealed by the store. */

export interface AlertTriageDecision {
  readonly kind: 'alert-triage';
  /** The township that looks into it. */
  readonly area: AreaCode;
  readonly reason: string;
}

export interface AlertVerificationDecision {
  readonly kind: 'alert-verification';
  readonly method: 'home-visit' | 'phone' | 'records';
  readonly isFounded: boolean;
  readonly finding: string;
}

/** Exactly one of the four outcomes of a founded alert. */
export type AlertDisposalDecision = { readonly kind: 'alert-disposal'; readonly reason: string } & (
  | {
      readonly outcome: 'deliver';
      /** What civil affairs itself does: 临时救助 begins at once; an application the window helps the family to file. */
      readonly measure:
        | { readonly kind: 'relief'; readonly type: ReliefType; readonly cause: string; readonly requestedFen?: number }
        | { readonly kind: 'application' }
        | { readonly kind: 'existing-aid' };
    }
  | { readonly outcome: 'push'; readonly needs: readonly WantedPart[] }
  | { readonly outcome: 'deliberate' }
  | {
      readonly outcome: 'verify-and-end';
      /** The granted application whose aid is to be verified. */
      readonly aid: CaseId;
      readonly trigger: TerminationTriggerId;
      readonly groundHint?: string;
      readonly happenedOn?: CivilDate;
    }
);

export type AlertDecision = AlertTriageDecision | AlertVerificationDecision | AlertDisposalDecision;
