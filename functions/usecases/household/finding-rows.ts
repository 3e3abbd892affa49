import type { AlertRow } from '../../contracts/alerts.ts';
import type { Family } from '../../domain/application/family.ts';
import type { AreaCode } from '../../domain/values/area-code.ts';
import type { HouseholdId } from '../../domain/values/ids.ts';
import type { House } from '../house.ts';
import type { Standing } from './standing.ts';
import { missingReason, overlapReason } from './wording.ts';

export interface Findings {
  readonly standing: Standing;
  readonly family: Family;
  readonly area: AreaCode;
  readonly householdId: HouseholdId;
}

/**
 * What is missing or doubled, as rows of a source: named by household or person, item and year, so that it is raised once in it.
 * The text holds no date that moves from one look to the next.
 */
export function findingRows(house: House, { standing, family, area, householdId }: Findings): readonly AlertRow[] {
  const year = standing.on.slice(0, 4);
  const [first] = family.members;
  if (first === undefined) return [];
  const isTold = standing.freshness.some(({ feed, on }) => feed === 'aid-granted' && on !== null);
  const missing = standing.deliveries
    .filter(({ state }) => state === 'missing')
    .map((delivery): AlertRow => {
      const item = house.policy.entitlements.items.find(({ id }) => id === delivery.entitlement);
      return {
        row: `missing.${delivery.entitlement}.${year}.${householdId}`,
        kind: 'aid-not-delivered',
        area,
        person: { name: first.name, idNumber: first.idNumber },
        detail: `${item?.title ?? delivery.entitlement}:${missingReason(delivery.since, isTold ? '' : undefined)}`,
      };
    });
  const doubled = standing.overlaps.map((overlap): AlertRow => {
    const member = family.members.find(({ idNumber }) => house.cases.personId(idNumber) === overlap.person) ?? first;
    const codes = overlap.aids.map(({ aid }) => aid.slice(aid.indexOf(':') + 1)).toSorted();
    return {
      row: `doubled.${codes.join('.')}.${year}.${shortOf(overlap.person)}`,
      kind: 'duplicate-benefit',
      area,
      person: { name: member.name, idNumber: member.idNumber },
      detail: overlapReason(house, overlap, 'undated'),
    };
  });
  return [...missing, ...doubled];
}

/** Of the blind index, what a row's id may hold. */
const shortOf = (person: string): string => person.replaceAll(/[^A-Za-z0-9_-]/g, '').slice(0, 20);
