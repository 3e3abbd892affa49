import { foldChain } from '../domain/chain/fold.ts';
import { gaps, overlaps } from '../domain/chain/findings.ts';
import type { Principal } from '../domain/authority/principal.ts';
import type { CaseHead } from '../domain/casework/head.ts';
import { countyOf } from '../domain/values/area-code.ts';
import type { AreaCode } from '../domain/values/area-code.ts';
import { civilDateOf } from '../domain/values/civil-date.ts';
import type { HouseholdId } from '../domain/values/ids.ts';
import type { Cases } from '../ports/cases.ts';
import { visibleHead } from './visible-head.ts';
import type { ReadCaseInput } from './visible-head.ts';
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
    const record = await recordOf(cases, head);
    isVerified &&= record.isVerified;
    events.push(...record.events);
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
      specialAid: chain.specialAid,
      reliefs: chain.reliefs,
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
  const { events, isVerified } = await recordOf(house.cases, found.head);
  return { kind: 'events' as const, view: { caseId: input.caseId, isVerified, items: events } };
}

/** A case that is written between the two readings is read again: only a head that stands still can accuse its record. */
async function recordOf(cases: Cases, head: CaseHead) {
  let seen = head;
  for (;;) {
    const events = await cases.events(head.caseId);
    if (cases.verify(seen, events)) return { events, isVerified: true };
    const now = await cases.head(head.caseId);
    if (now === undefined || now.version === seen.version) return { events, isVerified: false };
    seen = now;
  }
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
