import type { CivilDate } from '../values/civil-date.ts';

/** What a person enters to close a task of a relief, by kind of task. Free text may name people and is sealed by the store. */

export type PaymentMode = 'cash' | 'transfer' | 'goods';

interface Help {
  /** `pass-up`: the sum is not the township's to give. */
  readonly outcome: 'help' | 'pass-up' | 'refuse';
  /** Fen; of `help`. */
  readonly fen?: number;
  readonly paidOn?: CivilDate;
  readonly mode?: PaymentMode;
  readonly reason: string;
}

export interface HelpDecision extends Help {
  readonly kind: 'relief-help';
}

export interface CountyHelpDecision extends Help {
  readonly kind: 'relief-help-county';
}

/** What the emergency had put off: who, why, how much, and all signatures (民政部 财政部 2018, 二(二)). */
export interface PapersDecision {
  readonly kind: 'relief-papers';
  readonly signatures: readonly string[];
  readonly record: string;
}

export interface ReliefReviewDecision {
  readonly kind: 'relief-review';
  readonly outcome: 'propose' | 'refuse';
  /** What the family had to pay itself, on receipts. Fen. */
  readonly spendingFen: number;
  readonly fen?: number;
  readonly reason: string;
}

interface Approval {
  /** `mechanism`: put before the coordination mechanism (一事一议). */
  readonly outcome: 'approve' | 'refuse' | 'mechanism';
  readonly fen?: number;
  readonly reason: string;
}

export interface ReliefApprovalDecision extends Approval {
  readonly kind: 'relief-approval';
}

export interface CountyApprovalDecision extends Approval {
  readonly kind: 'relief-approval-county';
}

export interface ReliefPaymentDecision {
  readonly kind: 'relief-payment';
  readonly fen: number;
  readonly paidOn: CivilDate;
  readonly mode: PaymentMode;
}

export type ReliefDecision =
  | HelpDecision
  | CountyHelpDecision
  | PapersDecision
  | ReliefReviewDecision
  | ReliefApprovalDecision
  | CountyApprovalDecision
  | ReliefPaymentDecision;
