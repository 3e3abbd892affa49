import type { IncomeExclusion, IncomeKind, Tier } from '../../../policy/schema.ts';
import { type Context, missingOf } from './context.ts';
import type { IncomeItem, MemberFacts } from './facts.ts';
import type { FigureUsed, MissingFact } from './result.ts';
import { tierTitles } from './tier.ts';

/** `figures`: excluded sums that rest on a reading of our own. */
export type Sum =
  | { readonly kind: 'sum'; readonly fen: number; readonly figures: readonly FigureUsed[] }
  | { readonly kind: 'open'; readonly missing: readonly MissingFact[] };

/**
 * Counted monthly income of some persons under one tier's rule (N1 art 13, N2 art 6): kinds that the rules in force exclude are left
 * out; job costs come off the wage and recognised hardship spending off the rest, never below zero. 特困 knows no deduction.
 */
export function countedIncome(
  context: Context,
  members: readonly MemberFacts[],
  tier: Tier,
  isDisregarded: (item: IncomeItem) => boolean = () => false,
): Sum {
  const rules = context.rules.exclusions.filter((entry) => entry.tiers.includes(tier));
  const excluded = new Set<IncomeKind>(rules.map((entry) => entry.income));
  const missing: MissingFact[] = [];
  let fen = 0;
  for (const member of members) {
    if (member.incomes === undefined) {
      missing.push(missingOf(member, 'incomes', '收入情况'));
      continue;
    }
    const counted = member.incomes.filter((item) => !excluded.has(item.kind) && !isDisregarded(item));
    const wage = sumOf(counted.filter((item) => item.kind === 'wage'));
    const other = sumOf(counted.filter((item) => item.kind !== 'wage'));
    if (tier === 'destitute') fen += wage + other;
    else {
      const net = Math.max(0, wage - (member.jobCostMonthlyFen ?? 0)) + other;
      fen += Math.max(0, net - (member.hardshipDeductionMonthlyFen ?? 0));
    }
  }
  if (missing.length > 0) return { kind: 'open', missing };
  return { kind: 'sum', fen, figures: rules.flatMap((rule) => demoExclusion(rule, members, tier)) };
}

/** An exclusion that nobody published, where it made a difference: shown with the sum that it left out. */
function demoExclusion(rule: IncomeExclusion, members: readonly MemberFacts[], tier: Tier): FigureUsed[] {
  const value = sumOf(members.flatMap((member) => member.incomes ?? []).filter((item) => item.kind === rule.income));
  if (rule.demo !== true || value === 0) return [];
  const { source, income } = rule;
  const title = `${tierTitles[tier]}不计入的收入(${income})`;
  return [
    {
      id: `exclusion.${tier}.${income}`,
      title,
      value,
      unit: 'fen-per-person-month',
      source,
      demo: true,
      carriedOver: false,
    },
  ];
}

/** Rigid spending of the last 12 months, all kinds (N3 art 5). */
export function rigidSpending(members: readonly MemberFacts[]): Sum {
  const missing = members
    .filter((member) => member.spending === undefined)
    .map((member) => missingOf(member, 'spending', '近12个月刚性支出'));
  if (missing.length > 0) return { kind: 'open', missing };
  const fen = members.flatMap((member) => member.spending ?? []).reduce((sum, item) => sum + item.fen, 0);
  return { kind: 'sum', fen, figures: [] };
}

function sumOf(items: readonly IncomeItem[]): number {
  return items.reduce((sum, item) => sum + item.monthlyFen, 0);
}
