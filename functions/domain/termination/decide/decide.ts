import type { NextTierOfferDecision, TerminationDecision } from '../decisions.ts';
import { decideCheck } from './check.ts';
import { decideChange, decideConfirmation } from './confirm.ts';
import { decideAnswer, decideLetter, decideObjection, decideReasons } from './told.ts';
import { decidersOf, refuse } from './verdict.ts';
import type { TerminationContext, TerminationRefusal, TerminationVerdict } from './verdict.ts';

/** Judges what a person entered; pure. A declared near relative of the family decides nothing in its case. */
export function decideTermination(
  decision: TerminationDecision,
  context: TerminationContext,
): TerminationRefusal | TerminationVerdict {
  if (decidersOf(context).some((person) => context.head.recused.includes(person))) {
    return refuse('recused', '您已备案为该家庭的近亲属,应当回避。');
  }
  switch (decision.kind) {
    case 'termination-check':
      return decideCheck(decision, context);
    case 'termination-objection':
      return decideObjection(decision, context);
    case 'termination-reasons':
      return decideReasons(decision, context);
    case 'termination-answer':
      return decideAnswer(decision, context);
    case 'termination-confirmation':
      return decideConfirmation(decision, context);
    case 'change-confirmation':
      return decideChange(decision, context);
    case 'termination-letter':
      return decideLetter(decision, context);
    case 'next-tier-offer':
      return decideOffer(decision, context);
  }
}

/** 转入下一类别: the family says whether it wishes; what is known of it is not asked again. */
function decideOffer(
  { outcome, applicationSigned }: NextTierOfferDecision,
  { head, today }: TerminationContext,
): TerminationRefusal | TerminationVerdict {
  if (outcome === 'wished' && applicationSigned !== true) {
    return refuse('application-unsigned', '家庭愿意转入的,应由申请人签署新的申请书。', '/applicationSigned');
  }
  return {
    kind: 'decided',
    outcome,
    next: outcome === 'declined' ? { closedOn: today } : {},
    event: {
      type: 'next-tier-answered',
      data: { outcome, ...(head.nextTier === undefined ? {} : { tier: head.nextTier.tier }) },
    },
  };
}
