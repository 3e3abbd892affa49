import type { RulesInForce } from '../../../policy/rules-in-force.ts';
import type { Tier } from '../../../policy/schema.ts';
import { mayWork } from '../classification/destitute.ts';
import type { HouseholdFacts } from '../classification/facts.ts';
import { addDays, addMonths, startOfDay } from '../values/civil-date.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { MemberId } from '../values/ids.ts';

/** When running aid is to be looked at again. */
export interface Recheck {
  /** Step of the pack's limits that sets the period. */
  readonly step: 'recheck' | 'recheck-stable' | 'recheck-unstable';
  /** Recognition, or the last check: day 0. */
  readonly lastCheckedOn: CivilDate;
  /** Last day of the period. */
  readonly dueOn: CivilDate;
  /** When the check is begun, so that it is done by then (epoch ms). */
  readonly lookAt: number;
}

/**
 * 定期核查: 特困 yearly; 低保 every half year where somebody covered may work, yearly else (民发〔2021〕57号 art 31); a fact that nobody knows
 * makes it the shorter one. Undefined: the tier ends by its own term (刚性支出). `leadDays`: natural days before the last one.
 */
export function nextRecheck(
  rules: RulesInForce,
  { tier, members }: { readonly tier: Tier; readonly members: readonly MemberId[] },
  facts: HouseholdFacts,
  lastCheckedOn: CivilDate,
  leadDays: number,
): Recheck | undefined {
  const step = stepOf(tier, facts, members, lastCheckedOn);
  const limit = rules.limits.find((candidate) => candidate.tier === tier && candidate.step === step);
  if (step === undefined || limit?.unit !== 'month') return undefined;
  const dueOn = addMonths(lastCheckedOn, limit.amount);
  return { step, lastCheckedOn, dueOn, lookAt: startOfDay(addDays(dueOn, -leadDays)) };
}

function stepOf(
  tier: Tier,
  facts: HouseholdFacts,
  members: readonly MemberId[],
  on: CivilDate,
): Recheck['step'] | undefined {
  switch (tier) {
    case 'destitute':
      return 'recheck';
    case 'dibao':
    case 'dibao-marginal':
      return facts.members.some((member) => members.includes(member.memberId) && mayWork(member, on))
        ? 'recheck-unstable'
        : 'recheck-stable';
    case 'rigid-expenditure':
      return undefined;
  }
}
