import type { CaseEventType } from '../casework/vocabulary.ts';
import type { Json } from '../casework/event.ts';
import type { CivilDate } from '../values/civil-date.ts';
import { formatYuan } from '../values/fen.ts';
import type { ReliefDecision } from './decisions.ts';
import type { ReliefHead } from './head.ts';

export const reliefRefusalCodes = [
  'amount-missing',
  'above-small-sum',
  'above-approved',
  'amount-not-approved',
  'payment-date-unsound',
  'signatures-missing',
  'own-proposal',
] as const;
export type ReliefRefusalCode = (typeof reliefRefusalCodes)[number];

export interface ReliefRefusal {
  readonly kind: 'refused';
  readonly code: ReliefRefusalCode;
  readonly text: string;
  readonly pointer: string;
}

export interface ReliefVerdict {
  readonly kind: 'decided';
  readonly outcome: string;
  readonly event: { readonly type: CaseEventType; readonly data: { readonly [name: string]: Json } };
  readonly next: Partial<ReliefHead>;
  /** The procedure ends with it. */
  readonly ends: boolean;
}

export interface ReliefContext {
  readonly head: ReliefHead;
  readonly today: CivilDate;
  /** Who acts, and for whom. */
  readonly people: readonly string[];
  /** What a township may give by itself (fen; 国务院令第649号 art 48, `relief.township-small-sum`). */
  readonly smallSumFen: number;
}

const refuse = (code: ReliefRefusalCode, text: string, pointer: string): ReliefRefusal => ({
  kind: 'refused',
  code,
  text,
  pointer,
});

/** Judges what a person entered for one step of a relief; pure. */
export function decideRelief(decision: ReliefDecision, context: ReliefContext): ReliefRefusal | ReliefVerdict {
  switch (decision.kind) {
    case 'relief-help':
    case 'relief-help-county':
      return decideHelp(decision, context);
    case 'relief-papers':
      return decidePapers(decision);
    case 'relief-review':
      return decideReview(decision, context);
    case 'relief-approval':
    case 'relief-approval-county':
      return decideApproval(decision, context);
    case 'relief-payment':
      return decidePayment(decision, context);
  }
}

type Of<K extends ReliefDecision['kind']> = Extract<ReliefDecision, { readonly kind: K }>;

const refusedVerdict: ReliefVerdict = {
  kind: 'decided',
  outcome: 'refused',
  event: { type: 'relief-refused', data: {} },
  next: { status: 'refused' },
  ends: true,
};

function decideHelp(
  decision: Of<'relief-help' | 'relief-help-county'>,
  context: ReliefContext,
): ReliefRefusal | ReliefVerdict {
  const { outcome, fen, paidOn, kind } = decision;
  if (outcome === 'refuse') return refusedVerdict;
  if (outcome === 'pass-up') {
    if (kind === 'relief-help-county') {
      return refuse('amount-missing', '县级不能再转上级,请填写救助金额或者不予救助的理由。', '/outcome');
    }
    return {
      kind: 'decided',
      outcome: 'passed-up',
      event: { type: 'relief-passed-up', data: {} },
      next: {},
      ends: false,
    };
  }
  if (fen === undefined) return refuse('amount-missing', '请填写先行救助的金额。', '/fen');
  if (kind === 'relief-help' && fen > context.smallSumFen) return tooMuch(context.smallSumFen);
  return paidVerdict(fen, paidOn, 'helped', false, context);
}

const tooMuch = (smallSumFen: number): ReliefRefusal =>
  refuse('above-small-sum', `乡镇(街道)直接审批的上限为${formatYuan(smallSumFen)},超过的请转县级民政部门。`, '/fen');

function paidVerdict(
  fen: number,
  paidOn: CivilDate | undefined,
  outcome: string,
  ends: boolean,
  { head, today }: ReliefContext,
): ReliefRefusal | ReliefVerdict {
  if (paidOn === undefined || paidOn > today || (head.acceptedOn !== undefined && paidOn < head.acceptedOn)) {
    return refuse('payment-date-unsound', '发放日期应当在受理之日至今日之间。', '/paidOn');
  }
  return {
    kind: 'decided',
    outcome,
    event: { type: 'relief-paid', data: { fen, on: paidOn, type: head.type, cause: head.cause } },
    next: { paid: { fen, on: paidOn }, ...(ends ? { status: 'granted' } : {}) },
    ends,
  };
}

function decidePapers({ signatures }: Of<'relief-papers'>): ReliefRefusal | ReliefVerdict {
  if (new Set(signatures).size < 2) {
    return refuse('signatures-missing', '补齐手续应当有至少两名经办人员签字。', '/signatures');
  }
  return {
    kind: 'decided',
    outcome: 'completed',
    event: { type: 'relief-papers-completed', data: {} },
    next: { status: 'granted' },
    ends: true,
  };
}

function decideReview(decision: Of<'relief-review'>, context: ReliefContext): ReliefRefusal | ReliefVerdict {
  const { outcome, fen, spendingFen } = decision;
  if (outcome === 'refuse') return refusedVerdict;
  if (fen === undefined) return refuse('amount-missing', '请填写拟救助的金额。', '/fen');
  const [proposedBy] = context.people;
  return {
    kind: 'decided',
    // The procedure branches on whose decision it is, and on no sum.
    outcome: fen > context.smallSumFen ? 'to-county' : 'to-township',
    event: { type: 'relief-reviewed', data: { spendingFen, proposedFen: fen } },
    next: { proposedFen: fen, ...(proposedBy === undefined ? {} : { proposedBy }) },
    ends: false,
  };
}

function decideApproval(
  decision: Of<'relief-approval' | 'relief-approval-county'>,
  context: ReliefContext,
): ReliefRefusal | ReliefVerdict {
  const { outcome, fen, kind } = decision;
  const { head, people, smallSumFen } = context;
  if (head.proposedBy !== undefined && people.includes(head.proposedBy)) {
    return refuse('own-proposal', '提出审核意见的人不能审批同一件救助。', '');
  }
  if (outcome === 'refuse') return refusedVerdict;
  if (outcome === 'mechanism') {
    return {
      kind: 'decided',
      outcome: 'to-mechanism',
      event: { type: 'deliberation-requested', data: { kind: 'large-relief' } },
      next: {},
      ends: false,
    };
  }
  if (fen === undefined) return refuse('amount-missing', '请填写批准的金额。', '/fen');
  if (kind === 'relief-approval' && fen > smallSumFen) return tooMuch(smallSumFen);
  return {
    kind: 'decided',
    outcome: 'approved',
    event: { type: 'relief-approved', data: { approvedFen: fen } },
    next: { approvedFen: fen },
    ends: false,
  };
}

function decidePayment({ fen, paidOn }: Of<'relief-payment'>, context: ReliefContext): ReliefRefusal | ReliefVerdict {
  const { approvedFen } = context.head;
  if (approvedFen === undefined) return refuse('amount-not-approved', '该救助尚未批准金额,不能发放。', '/fen');
  if (fen > approvedFen) {
    return refuse('above-approved', `发放金额不能超过批准的${formatYuan(approvedFen)}。`, '/fen');
  }
  return paidVerdict(fen, paidOn, 'paid', true, context);
}
