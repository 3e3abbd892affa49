import type { CaseId } from '../values/ids.ts';

/** What a person enters to conclude a visit. Free text may name people and is sealed by the store. */
export interface VisitDecision {
  readonly kind: 'household-visit';
  readonly reason: string;
  /** For each alert that the visit looked into, and for no other. */
  readonly alerts: readonly { readonly alert: CaseId; readonly isFounded: boolean; readonly finding: string }[];
}
