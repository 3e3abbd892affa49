import { foldChain } from '../domain/chain/fold.ts';
import { gaps, overlaps } from '../domain/chain/findings.ts';
import type { Principal } from '../domain/authority/principal.ts';
import type { AreaCode } from '../domain/values/area-code.ts';
import { civilDateOf } from '../domain/values/civil-date.ts';
import type { HouseholdId } from '../domain/values/ids.ts';
import { visibleHead } from './read-application.ts';
import type { ReadCaseInput } from './read-application.ts';
import type { House } from './house.ts';
import { barred, declined } from './outcome.ts';
import type { Declined } from './outcome.ts';

/** 救助链 of a household: a fold over all cases of all its persons, with the gaps and overlaps that it shows. */
export async function readChain(
  house: House,
  { by, householdId }: { readonly by: Principal; readonly householdId: HouseholdId },
) {
  const { cases } = house;
  const caseIds = new Set<Parameters<typeof cases.head>[0]>();
  for (const person of await cases.personsOf(householdId)) {
    for (const caseId of await cases.casesOf(person)) caseIds.add(caseId);
  }
  const events = [];
  let isVisible = false;
  let isVerified = true;
  for (const caseId of caseIds) {
    const head = await cases.head(caseId);
    if (head === undefined || house.authorize(by, 'chain.read', { area: head.area }).kind === 'hidden') continue;
    const bar = barred(house.authorize(by, 'chain.read', { area: head.area }));
    if (bar !== undefined) return bar;
    isVisible = true;
    const found = await cases.events(caseId);
    isVerified &&= cases.verify(head, found);
    events.push(...found);
  }
  if (!isVisible) return { kind: 'hidden' } satisfies Declined;
  const chain = foldChain(events);
  const on = civilDateOf(house.time.now());
  return {
    kind: 'chain' as const,
    view: {
      householdId,
      entries: chain.entries,
      refusals: chain.refusals,
      pool: chain.pool,
      gaps: gaps(chain, on),
      overlaps: overlaps(chain),
      isVerified,
    },
  };
}

/** The hash-linked record of one case, and whether it still holds together. */
export async function readEvents(house: House, input: ReadCaseInput) {
  const found = await visibleHead(house, 'application.read', input);
  if (found.kind !== 'visible') return found;
  const items = await house.cases.events(input.caseId);
  return {
    kind: 'events' as const,
    view: { caseId: input.caseId, isVerified: house.cases.verify(found.head, items), items },
  };
}

/** Open to everybody, as the notice board is. */
export async function listPublicNotices(house: House, area: AreaCode) {
  if (house.policy.areaName(area) === undefined) {
    return declined('unknown-area', `政策包中没有区划${area}。`, { pointer: '#query/area' });
  }
  const on = civilDateOf(house.time.now());
  const notices = await house.cases.noticesIn(area, on);
  return {
    kind: 'notices' as const,
    view: {
      items: notices.map((notice) => ({
        area: notice.area,
        areaName: house.policy.areaName(notice.area) ?? notice.area,
        purpose: notice.purpose,
        postedOn: notice.postedOn,
        until: notice.until,
        fields: { ...notice.fields },
      })),
    },
  };
}

export interface ListPoolInput {
  readonly by: Principal;
  readonly area: AreaCode;
  readonly limit: number;
  readonly after?: string;
}

/** 低收入人口动态监测: who is watched in an area, and why. */
export async function listPool(house: House, { by, area, limit, after }: ListPoolInput) {
  if (house.policy.areaName(area) === undefined) {
    return declined('unknown-area', `政策包中没有区划${area}。`, { pointer: '#query/area' });
  }
  const bar = barred(house.authorize(by, 'pool.read', { area }));
  if (bar !== undefined) return bar;
  const page = await house.cases.poolIn(area, after === undefined ? { limit } : { limit, after });
  return {
    kind: 'pool' as const,
    view: {
      items: page.items.map(({ person: _person, until, ...entry }) => ({ ...entry, until: until ?? null })),
      next: page.next ?? null,
    },
  };
}
