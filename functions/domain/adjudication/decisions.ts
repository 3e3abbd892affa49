/** What a person enters to settle a change of the register. The reason may name people and is sealed by the store. */
export interface AdjudicationDecision {
  readonly kind: 'record-adjudication';
  /** False: they are different people or families, and the pair is not proposed again. */
  readonly carryOut: boolean;
  readonly reason: string;
}
