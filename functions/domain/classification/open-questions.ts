import type { RulesInForce } from '../../../policy/rules-in-force.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { Context } from './context.ts';
import { destitutePersons } from './destitute.ts';
import type { HouseholdFacts } from './facts.ts';
import { dibao, marginal, rigidExpenditure } from './household-tiers.ts';
import { livingTogether } from './household.ts';
import { distinctFacts, missingIn } from './reason.ts';
import type { MissingFact, Reason } from './result.ts';
import { referenceSingle, singleInclusion } from './routes.ts';

/**
 * Every fact that some rung of the ladder may still need, so that a family can be told all of it at once (一次性告知) instead of at each
 * rung anew. Stops at the first rung that the household as a whole is sure to meet; asks nothing under a pack out of force.
 */
export function openQuestions(facts: HouseholdFacts, rules: RulesInForce, on: CivilDate): readonly MissingFact[] {
  if (rules.notice.kind === 'not-in-force') return [];
  const context: Context = { facts, rules, on };
  const household = livingTogether(facts.members);
  const inForce = new Set(rules.tiers.map((tier) => tier.id));
  const missing: MissingFact[] = [];
  const collect = (reasons: Iterable<Reason>) => {
    for (const reason of reasons) missing.push(...missingIn(reason));
  };
  if (inForce.has('destitute')) collect(destitutePersons(context, household, facts.members).values());
  const rungs = [
    { tier: 'dibao', rule: dibao },
    { tier: 'dibao-marginal', rule: marginal },
    { tier: 'rigid-expenditure', rule: rigidExpenditure },
  ] as const;
  for (const { tier, rule } of rungs) {
    if (!inForce.has(tier)) continue;
    const reason = rule(context, household);
    collect([reason]);
    // A marginal family's own members may stand better than the family: asked also where the family is sure of this rung.
    if (tier === 'dibao-marginal' && reason.verdict !== 'not-met')
      collect(singleInclusion(context, household).map((route) => route.reasons));
    if (reason.verdict === 'met') break;
    if (tier === 'dibao') collect(referenceSingle(context, household).map((route) => route.reasons));
  }
  return distinctFacts(missing);
}
