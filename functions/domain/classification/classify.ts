import type { RulesInForce } from '../../../policy/rules-in-force.ts';
import type { Tier } from '../../../policy/schema.ts';
import type { CivilDate } from '../values/civil-date.ts';
import { destituteAmount, notComputed, topUp } from './amount.ts';
import type { Context } from './context.ts';
import { destitutePersons } from './destitute.ts';
import type { HouseholdFacts, MemberFacts } from './facts.ts';
import { dibao, marginal, rigidExpenditure } from './household-tiers.ts';
import { livingTogether } from './household.ts';
import { anyOf, distinctFacts, distinctFigures, figuresIn, judged, missingIn, unknown } from './reason.ts';
import type { Amount, Classification, Determination, Reason, Route, RouteVerdict, TierVerdict } from './result.ts';
import { referenceSingle, singleInclusion } from './routes.ts';
import { tiers, tierTitles } from './tier.ts';

export interface ClassifyOptions {
  /** Tiers that the confirming body has refused; the ladder goes on to the next with the same facts. */
  readonly except?: readonly Tier[];
  /**
   * Routes into 低保 that it has refused. Left out, refusing 低保 refuses them too, so that the ladder always moves on; give `[]`
   * when only the family as a whole was refused.
   */
  readonly exceptRoutes?: readonly RouteVerdict['route'][];
}

/**
 * 一次申请、分类审核认定: walks 特困 → 低保 → 低保边缘 → 刚性支出 under the rules of the day of decision. Total: never throws on any facts.
 * An earlier tier that turns on a missing fact holds the ladder there; a tier out of force is passed by.
 */
export function classify(
  facts: HouseholdFacts,
  rules: RulesInForce,
  on: CivilDate,
  options: ClassifyOptions = {},
): Classification {
  const context: Context = { facts, rules, on };
  const { notice } = rules;
  if (notice.kind === 'not-in-force') return nothingDecided(context, notice.because);

  const household = livingTogether(facts.members);
  const ladder = new Ladder(context, options.except ?? []);
  const supported = persons(ladder, household);
  const rest = household.filter((member) => !supported.includes(member));
  ladder.household('dibao', rest, dibao, (members) => topUp(context, members));
  ladder.household('dibao-marginal', rest, marginal, () => ({ kind: 'none' }));
  ladder.household('rigid-expenditure', rest, rigidExpenditure, () => ({ kind: 'none' }));

  const closed = options.exceptRoutes ?? (options.except?.includes('dibao') === true ? ALL_ROUTES : []);
  const routes = routesOf(ladder, rest).filter(({ route }) => !closed.includes(route));
  return conclude(context, ladder.verdicts, routes);
}

/**
 * Every tier judged as if the better ones had been refused: what a family refused at all of them is told. A tier in
 * `except` says only that the confirming body refused it.
 */
export function verdictsAlone(
  facts: HouseholdFacts,
  rules: RulesInForce,
  on: CivilDate,
  { except = [] }: ClassifyOptions = {},
): TierVerdict[] {
  return tiers.flatMap((tier, index) =>
    classify(facts, rules, on, { except: [...except, ...tiers.slice(0, index)] }).tiers.filter(
      (verdict) => verdict.tier === tier,
    ),
  );
}

const ALL_ROUTES: readonly RouteVerdict['route'][] = ['single-inclusion', 'reference-single'];

/** Collects the verdicts in order; knows whether an earlier one has already decided or must be waited for. */
class Ladder {
  readonly verdicts: TierVerdict[] = [];
  readonly context: Context;
  readonly #except: readonly Tier[];
  /** The household's tier is settled, or waits at an earlier one. */
  #ended: { readonly kind: 'met' | 'not-computed'; readonly at: Tier } | undefined;

  constructor(context: Context, except: readonly Tier[]) {
    this.context = context;
    this.#except = except;
  }

  /** Why a tier is not judged at all, if so. */
  skipped(tier: Tier): TierVerdict | undefined {
    const dormant = this.context.rules.tiersNotInForce.find((entry) => entry.tier === tier);
    const source = this.context.rules.tiers.find((entry) => entry.id === tier)?.source;
    if (dormant !== undefined) return verdictOf(tier, unknown('rule-not-in-force', dormant.because, []));
    if (this.#except.includes(tier))
      return verdictOf(
        tier,
        judged(
          'excepted',
          false,
          `审核确认机关已认定不符合${tierTitles[tier]}条件`,
          source === undefined ? {} : { source },
        ),
      );
    if (this.#ended?.kind === 'met')
      return verdictOf(tier, judged('better-tier', false, `已符合更优类别:${tierTitles[this.#ended.at]}`));
    if (this.#ended?.kind === 'not-computed')
      return verdictOf(
        tier,
        unknown('ladder-waits', `${tierTitles[this.#ended.at]}尚待补充情况后认定,其后类别暂不认定`, []),
      );
    return undefined;
  }

  add(verdict: TierVerdict): void {
    this.verdicts.push(verdict);
  }

  /** The household's tier waits for the persons' one. */
  waitAt(tier: Tier): void {
    this.#ended = { kind: 'not-computed', at: tier };
  }

  household(
    tier: Exclude<Tier, 'destitute'>,
    members: readonly MemberFacts[],
    rule: (context: Context, members: readonly MemberFacts[]) => Reason,
    amount: (members: readonly MemberFacts[]) => Amount,
  ): void {
    const skipped = this.skipped(tier);
    if (skipped !== undefined) return this.add(skipped);
    if (members.length === 0)
      return this.add(verdictOf(tier, judged('nobody-left', false, '没有其他共同生活的家庭成员需要认定')));
    const verdict = verdictOf(tier, rule(this.context, members), members, amount);
    if (verdict.kind !== 'not-met') this.#ended = { kind: verdict.kind, at: tier };
    this.add(verdict);
  }
}

function verdictOf(
  tier: Tier,
  reasons: Reason,
  members: readonly MemberFacts[] = [],
  amount: (members: readonly MemberFacts[]) => Amount = () => ({ kind: 'none' }),
): TierVerdict {
  const kind = reasons.verdict === 'unknown' ? 'not-computed' : reasons.verdict;
  return {
    tier,
    kind,
    reasons,
    coveredMembers: kind === 'met' ? members.map((member) => member.memberId) : [],
    amount: kind === 'met' ? amount(members) : notComputed(kind === 'not-met' ? '不符合条件' : '尚未认定'),
  };
}

/** Judges 特困 and gives the persons who are; those taken out, the rest is a household of its own. */
function persons(ladder: Ladder, household: readonly MemberFacts[]): MemberFacts[] {
  const { context } = ladder;
  const skipped = ladder.skipped('destitute');
  if (skipped !== undefined) {
    ladder.add(skipped);
    return [];
  }
  const reasons = destitutePersons(context, household, context.facts.members);
  const source = context.rules.tiers.find((tier) => tier.id === 'destitute')?.source;
  const root = anyOf(
    'destitute',
    '家庭成员中有人符合特困人员条件',
    [...reasons.values()],
    source === undefined ? {} : { source },
  );
  const met = household.filter((member) => reasons.get(member.memberId)?.verdict === 'met');
  ladder.add(verdictOf('destitute', root, met, (members) => destituteAmount(context, members)));
  if ([...reasons.values()].some((reason) => reason.verdict === 'unknown')) ladder.waitAt('destitute');
  return met;
}

function routesOf(ladder: Ladder, rest: readonly MemberFacts[]): RouteVerdict[] {
  const kindOf = (tier: Tier) => ladder.verdicts.find((verdict) => verdict.tier === tier);
  const family = kindOf('dibao');
  if (family === undefined || family.kind !== 'not-met') return [];
  return [
    ...(kindOf('dibao-marginal')?.kind === 'met' ? singleInclusion(ladder.context, rest) : []),
    ...referenceSingle(ladder.context, rest),
  ];
}

function conclude(context: Context, verdicts: readonly TierVerdict[], routes: readonly RouteVerdict[]): Classification {
  const recommended = determinations(verdicts, routes);
  const waits = verdicts.some(isWaiting) || routes.some((route) => route.kind === 'not-computed');
  const withoutAmount = recommended.some(({ amount }) => amount.kind === 'not-computed');
  const missing = [
    ...verdicts.flatMap(missingOfTier),
    ...routes.flatMap((route) => missingIn(route.reasons)),
    ...recommended.flatMap(({ amount }) => (amount.kind === 'not-computed' ? amount.missing : [])),
  ];
  const figures = distinctFigures([
    ...[...verdicts, ...routes].flatMap(({ reasons }) => figuresIn(reasons)),
    ...recommended.flatMap(({ amount }) =>
      amount.kind === 'amount' ? amount.components.flatMap((part) => part.figures) : [],
    ),
  ]);
  const decided = recommended.length > 0 ? 'recommended' : 'none';
  return {
    on: context.on,
    packId: context.rules.packId,
    outcome: waits || withoutAmount ? 'waiting' : decided,
    tiers: verdicts,
    routes,
    recommended,
    flags: context.facts.antiRelapse === true ? ['anti-relapse'] : [],
    missing: distinctFacts(missing),
    restsOn: {
      demo: figures.filter((figure) => figure.demo),
      carriedOver: figures.filter((figure) => figure.carriedOver),
    },
  };
}

/** A tier out of force is passed by; one behind a waiting tier adds nothing of its own. */
function isWaiting(verdict: TierVerdict): boolean {
  const persons = verdict.tier === 'destitute' ? (verdict.reasons.because ?? []) : [];
  return (
    (verdict.kind === 'not-computed' && verdict.reasons.code !== 'rule-not-in-force') ||
    persons.some((reason) => reason.verdict === 'unknown')
  );
}

/** Of 特困 the open persons are asked for also when another one is clear already. */
function missingOfTier(verdict: TierVerdict) {
  if (verdict.tier === 'destitute' && verdict.kind === 'met') return (verdict.reasons.because ?? []).flatMap(missingIn);
  return missingIn(verdict.reasons);
}

/** Each person once: 特困 on persons, then the routes into 低保, then the household's tier for all who are left. */
function determinations(verdicts: readonly TierVerdict[], routes: readonly RouteVerdict[]): Determination[] {
  const single = new Map<string, RouteVerdict>();
  for (const route of routes) if (route.kind === 'met' && !single.has(route.member)) single.set(route.member, route);
  const found: Determination[] = [];
  for (const tier of tiers) {
    const verdict = verdicts.find((candidate) => candidate.tier === tier && candidate.kind === 'met');
    const route: Route = tier === 'destitute' ? 'person' : 'household';
    if (verdict !== undefined) {
      const members = verdict.coveredMembers.filter((member) => !single.has(member));
      if (members.length > 0) found.push({ tier, route, members, amount: verdict.amount });
    }
    if (tier === 'dibao')
      for (const { member, route: way, amount } of single.values())
        found.push({ tier, route: way, members: [member], amount });
  }
  return found;
}

function nothingDecided(context: Context, because: string): Classification {
  return {
    on: context.on,
    packId: context.rules.packId,
    outcome: 'not-in-force',
    tiers: tiers.map((tier) => verdictOf(tier, unknown('notice-not-in-force', because, []))),
    routes: [],
    recommended: [],
    flags: context.facts.antiRelapse === true ? ['anti-relapse'] : [],
    missing: [],
    restsOn: { demo: [], carriedOver: [] },
  };
}
