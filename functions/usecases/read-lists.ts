import { gaps, overlaps } from '../domain/chain/findings.ts';
import type { Principal } from '../domain/authority/principal.ts';
import { countyOf } from '../domain/values/area-code.ts';
import type { AreaCode } from '../domain/values/area-code.ts';
import { civilDateOf } from '../domain/values/civil-date.ts';
import type { HouseholdId } from '../domain/values/ids.ts';
import { householdOf } from './household/household-of.ts';
import { recordOf } from './household/record-of.ts';
import { visibleHead } from './visible-head.ts';
import type { ReadCaseInput } from './visible-head.ts';
import type { House } from './house.ts';
import { barred, declined } from './outcome.ts';
import type { Declined } from './outcome.ts';

/** 救助链 of a household, with the gaps and overlaps that it shows. */
export async function readChain(
  house: House,
  { by, householdId }: { readonly by: Principal; readonly householdId: HouseholdId },
) {
  const found = await householdOf(house, { by, householdId, action: 'chain.read' });
  if (found.kind !== 'household') return found;
  const { chain } = found;
  const on = civilDateOf(house.time.now());
  return {
    kind: 'chain' as const,
    view: {
      householdId: found.householdId,
      entries: chain.entries,
      refusals: chain.refusals,
      pool: chain.pool,
      specialAid: chain.specialAid,
      reliefs: chain.reliefs,
      gaps: gaps(chain, on),
      overlaps: overlaps(chain),
      isVerified: found.isVerified,
    },
  };
}

/** The hash-linked record of one case, and whether it still holds together. */
export async function readEvents(house: House, input: ReadCaseInput) {
  const found = await visibleHead(house, 'application.read', input);
  if (found.kind !== 'visible') return found;
  const { events, isVerified } = await recordOf(house.cases, found.head);
  return { kind: 'events' as const, view: { caseId: input.caseId, isVerified, items: events } };
}

/** Lists are kept by county: a wider area has none, which must not look like an empty one. */
function unlistedArea(house: House, area: AreaCode): Declined | undefined {
  const name = house.policy.areaName(area);
  const pointer = '#query/area';
  if (name === undefined) return declined('unknown-area', `政策包中没有区划${area}。`, { pointer });
  if (countyOf(area) !== undefined) return undefined;
  return declined('area-too-wide', `名单按县(市、区)分别编制,请按${name}所辖的县(市、区)或者乡镇(街道)查询。`, {
    pointer,
  });
}

/** Open to everybody, as the notice board is. */
export async function listPublicNotices(house: House, area: AreaCode) {
  const unlisted = unlistedArea(house, area);
  if (unlisted !== undefined) return unlisted;
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
  const unlisted = unlistedArea(house, area);
  if (unlisted !== undefined) return unlisted;
  const bar = barred(house.authorize(by, 'pool.read', { area }));
  if (bar !== undefined) return bar;
  const page = await house.cases.poolIn(area, after === undefined ? { limit } : { limit, after });
  return {
    kind: 'pool' as const,
    view: {
      items: page.items.map(({ person: _person, lookAt: _lookAt, until, ...entry }) => ({
        ...entry,
        until: until ?? null,
      })),
      next: page.next ?? null,
    },
  };
}
