import type { IncomeKind, Tier } from '../../../policy/schema.ts';
import { type Context, missingOf } from './context.ts';
import type { IncomeItem, MemberFacts } from './facts.ts';
import type { MissingFact } from './result.ts';

export type Sum =
  | { readonly kind: 'sum'; readonly fen: number }
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
  const excluded = new Set<IncomeKind>(
    context.rules.exclusions.filter((entry) => entry.tiers.includes(tier)).map((entry) => entry.income),
  );
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
  return missing.length > 0 ? { kind: 'open', missing } : { kind: 'sum', fen };
}

/** Rigid spending of the last 12 months, all kinds (N3 art 5). */
export function rigidSpending(members: readonly MemberFacts[]): Sum {
  const missing = members
    .filter((member) => member.spending === undefined)
    .map((member) => missingOf(member, 'spending', '近12个月刚性支出'));
  if (missing.length > 0) return { kind: 'open', missing };
  return {
    kind: 'sum',
    fen: members.flatMap((member) => member.spending ?? []).reduce((sum, item) => sum + item.fen, 0),
  };
}

function sumOf(items: readonly IncomeItem[]): number {
  return items.reduce((sum, item) => sum + item.monthlyFen, 0);
}
