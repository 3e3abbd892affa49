/** What a person enters to close a task of a referral. Free text is sealed by the store. */

/** A need of the family, and where it is known the item and the department; the matrix fills in what is left open. */
export interface WantedPart {
  readonly need: string;
  readonly entitlement?: string;
  readonly unit?: string;
  readonly mandatory?: boolean;
  readonly lead?: boolean;
}

/** 研判: a need of which nobody knew whose it is. */
export interface TriageDecision {
  readonly kind: 'referral-triage';
  /** `to-county`: the township cannot tell either; the county's civil affairs must. */
  readonly outcome: 'send' | 'to-county';
  readonly parts: readonly WantedPart[];
  readonly reason: string;
}

/** The package that the matrix proposes after a recognition, gone through with the family. */
export interface TransferDecision {
  readonly kind: 'referral-transfer';
  /** `declined`: the family wants none of it. */
  readonly outcome: 'send' | 'declined';
  readonly parts: readonly WantedPart[];
  readonly reason?: string;
}

export interface AcceptanceDecision {
  readonly kind: 'referral-acceptance';
  readonly outcome: 'accept' | 'return';
  /** Why it is not ours; a return without one is refused. */
  readonly reason?: string;
}

export interface HandlingDecision {
  readonly kind: 'referral-handling';
  readonly result: 'granted' | 'not-eligible' | 'referred-on';
  /** What was granted, the ground where nothing was, why it goes on elsewhere. */
  readonly reason: string;
  /** Of `granted`, where it is a sum of money. */
  readonly fen?: number;
  /** Of `referred-on`. */
  readonly unit?: string;
}

export interface ReassignmentDecision {
  readonly kind: 'referral-reassignment';
  readonly unit: string;
  readonly reason: string;
}

export interface ArbitrationDecision {
  readonly kind: 'referral-arbitration';
  readonly outcome: 'assign' | 'mechanism' | 'dismiss';
  readonly unit?: string;
  readonly reason: string;
}

/** 指定主办部门 */
export interface LeadDecision {
  readonly kind: 'referral-lead';
  readonly part: string;
  readonly reason: string;
}

export type ReferralDecision =
  | TriageDecision
  | TransferDecision
  | AcceptanceDecision
  | HandlingDecision
  | ReassignmentDecision
  | ArbitrationDecision
  | LeadDecision;
