import { householdFactsSchema } from '../../contracts/facts.ts';
import { isOf } from '../../domain/casework/head.ts';
import { heldInChain, isHeldOn } from '../../domain/household/held-aid.ts';
import type { HeldAid } from '../../domain/household/held-aid.ts';
import { deliveries } from '../../domain/household/deliveries.ts';
import type { Delivery } from '../../domain/household/deliveries.ts';
import { incompatible } from '../../domain/household/incompatible.ts';
import type { IncompatibleFinding } from '../../domain/household/incompatible.ts';
import { proposedPackage } from '../../domain/referral/package.ts';
import type { ProposedItem } from '../../domain/referral/package.ts';
import { countyOf } from '../../domain/values/area-code.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import type { FeedRows } from '../../ports/feed-rows.ts';
import type { House } from '../house.ts';
import type { SeenHousehold } from './household-of.ts';
import { toldAid } from './told-aid.ts';
import type { Told } from './told-aid.ts';

/** How a household stands today: all it has, all it is entitled to, what is missing and what is doubled. */
export interface Standing {
  readonly on: CivilDate;
  readonly held: readonly HeldAid[];
  readonly deliveries: readonly Delivery[];
  readonly overlaps: readonly IncompatibleFinding[];
  readonly freshness: Told['freshness'];
}

export async function standingOf(house: House, feeds: FeedRows, household: SeenHousehold): Promise<Standing> {
  const on = civilDateOf(house.time.now());
  const { chain, heads } = household;
  const told = await toldAid(feeds, household.persons);
  const held = [...heldInChain(chain), ...told.held];
  const { items, from } = await entitledTo(house, household, on);
  const underWay = new Map(
    heads.flatMap((head) =>
      !isOf(head, 'referral') || head.closedOn !== undefined
        ? []
        : [...head.parts.filter(({ endedOn }) => endedOn === undefined), ...head.planned].flatMap(({ entitlement }) =>
            entitlement === undefined
              ? []
              : [[entitlement, { caseId: head.caseId, since: head.registeredOn }] as const],
          ),
    ),
  );
  return {
    on,
    held,
    deliveries: deliveries(items, { held, answers: chain.specialAid, underWay, entitledFrom: from, on }),
    overlaps: incompatible(
      // What begins next month is doubled before it is paid twice.
      held.filter(({ until }) => until === undefined || on < until),
      house.policy.incompatibleAid,
    ),
    freshness: told.freshness,
  };
}

/** By the matrix and the facts of each application whose aid runs; each item once. */
async function entitledTo(house: House, { chain, heads }: SeenHousehold, on: CivilDate) {
  const items = new Map<string, ProposedItem>();
  let from = on;
  for (const head of heads) {
    const running = chain.entries.filter((entry) => entry.caseId === head.caseId && isHeldOn(entry, on));
    if (!isOf(head, 'application') || running.length === 0) continue;
    const facts = householdFactsSchema.parse(await house.cases.facts(head));
    const tiers = [...new Set(running.map(({ tier }) => tier))];
    const county = countyOf(head.area) ?? head.area;
    for (const item of proposedPackage(house.policy.entitlements, { tiers, facts, county, on })) {
      items.set(item.entitlement, item);
    }
    for (const entry of running) if (entry.from < from) from = entry.from;
  }
  return { items: [...items.values()], from };
}
