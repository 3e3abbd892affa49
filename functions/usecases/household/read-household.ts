import type { HouseholdView } from '../../contracts/households.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import type { HeldAid } from '../../domain/household/held-aid.ts';
import type { HouseholdId } from '../../domain/values/ids.ts';
import type { FeedRows } from '../../ports/feed-rows.ts';
import type { House } from '../house.ts';
import { householdOf } from './household-of.ts';
import { standingOf } from './standing.ts';
import { aidTitle, deliveryReason, overlapReason } from './wording.ts';

/** The household with everything that every department grants it, what it is entitled to and what does not go together. */
export async function readHousehold(
  house: House,
  feeds: FeedRows,
  { by, householdId }: { readonly by: Principal; readonly householdId: HouseholdId },
) {
  const found = await householdOf(house, { by, householdId, action: 'household.read' });
  if (found.kind !== 'household') return found;
  const standing = await standingOf(house, feeds, found);
  const shown = (aid: HeldAid) => aidView(house, aid);
  const view: HouseholdView = {
    householdId: found.householdId,
    on: standing.on,
    persons: [...found.persons],
    cases: found.heads.map(({ caseId }) => caseId),
    aid: standing.held.map(shown),
    entitlements: standing.deliveries.map((delivery) => {
      const item = house.policy.entitlements.items.find(({ id }) => id === delivery.entitlement);
      const { entitlement, state, since } = delivery;
      return {
        entitlement,
        title: item?.title ?? entitlement,
        department: item?.department ?? '',
        state,
        since,
        reason: deliveryReason(standing, delivery),
      };
    }),
    overlaps: standing.overlaps.map((overlap) => ({
      rule: overlap.rule,
      person: overlap.person,
      aids: overlap.aids.map(shown),
      from: overlap.from,
      until: overlap.until ?? null,
      reason: overlapReason(house, overlap),
    })),
    freshness: standing.freshness.map((one) => ({ ...one })),
    isVerified: found.isVerified,
  };
  return { kind: 'household' as const, view };
}

const aidView = (house: House, { person, aid, from, until, fen, origin }: HeldAid): HouseholdView['aid'][number] => ({
  person,
  aid,
  title: aidTitle(house, aid),
  from,
  until: until ?? null,
  fen: fen ?? null,
  origin: {
    kind: origin.kind,
    caseId: origin.kind === 'feed' ? null : origin.caseId,
    feed: origin.kind === 'feed' ? origin.feed : null,
    on: origin.kind === 'feed' ? origin.on : null,
  },
});
