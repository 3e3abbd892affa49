import type { ApplicationDecision } from '../decisions.ts';
import { decideInformationCheck, decideInvestigation, decideSupplyFacts } from './investigate.ts';
import { decideConfirmation, decideObjectionReview, decideRefusalLetter, decideTownshipOpinion } from './review.ts';
import { refuse } from './verdict.ts';
import { decidersOf } from './verdict.ts';
import type { DecisionContext, Refusal, Verdict } from './verdict.ts';

/** Judges what a person entered; pure. A declared near relative of the family decides nothing in its case. */
export function decideTask(decision: ApplicationDecision, context: DecisionContext): Refusal | Verdict {
  if (decidersOf(context).some((person) => context.head.recused.includes(person))) {
    return refuse('recused', '您已备案为该家庭的近亲属,应当回避。');
  }
  switch (decision.kind) {
    case 'household-investigation':
      return decideInvestigation(decision, context);
    case 'information-check':
      return decideInformationCheck(decision, context);
    case 'supply-facts':
      return decideSupplyFacts(decision, context);
    case 'township-opinion':
      return decideTownshipOpinion(decision, context);
    case 'objection-review':
      return decideObjectionReview(decision, context);
    case 'confirmation':
      return decideConfirmation(decision, context);
    case 'refusal-letter':
      return decideRefusalLetter(decision, context);
  }
}
