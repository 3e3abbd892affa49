import type { AlertRow } from '../../contracts/alerts.ts';
import type { HouseholdsReviewed } from '../../contracts/households.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import { duplicateCandidates } from '../../domain/household/duplicates.ts';
import type { KnownPerson } from '../../domain/household/duplicates.ts';
import { countyOf } from '../../domain/values/area-code.ts';
import type { AreaCode } from '../../domain/values/area-code.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import { householdId, personId } from '../../domain/values/ids.ts';
import type { CaseId, HouseholdId } from '../../domain/values/ids.ts';
import type { FeedRows } from '../../ports/feed-rows.ts';
import { startAdjudication } from '../adjudication/open-adjudication.ts';
import { receiveAlerts } from '../alert/receive-alerts.ts';
import { familyOf } from '../family-of.ts';
import type { House } from '../house.ts';
import { barred, declined, isDeclined } from '../outcome.ts';
import { findingRows } from './finding-rows.ts';
import { householdOf } from './household-of.ts';
import { standingOf } from './standing.ts';
import type { Standing } from './standing.ts';

const SYSTEM = 'household-review';

/**
 * 查漏查重 over a county: every household that was ever granted aid. What is missing or doubled becomes an alert of 落实类 or 拒止类, once a
 * year for each household and item; who may stand in the register twice is put before the county. Nothing is granted or ended.
 */
export async function reviewHouseholds(
  house: House,
  feeds: FeedRows,
  { by, area }: { readonly by: Principal; readonly area: AreaCode },
) {
  if (house.policy.areaName(area) === undefined || countyOf(area) !== area) {
    return declined('unknown-area', '查漏查重按县(市、区)进行,请填写县(市、区)的区划代码。', { pointer: '/area' });
  }
  const bar = barred(house.authorize(by, 'household.review', { area }));
  if (bar !== undefined) return bar;
  const rows: AlertRow[] = [];
  const people: KnownPerson[] = [];
  const areas = new Map<HouseholdId, AreaCode>();
  const count = { households: 0, missing: 0, overlaps: 0 };
  let freshness: Standing['freshness'] = [];
  for (const id of await householdsIn(house, area)) {
    const household = await householdOf(house, { by, householdId: id, action: 'household.read' });
    const [first] = household.kind === 'household' ? household.heads : [];
    if (household.kind !== 'household' || first === undefined) continue;
    const standing = await standingOf(house, feeds, household);
    const family = await familyOf(
      house.cases,
      household.heads.find((head) => head.procedure === 'application') ?? first,
    );
    const found = findingRows(house, { standing, family, area: first.area, householdId: household.householdId });
    rows.push(...found);
    count.households += 1;
    count.missing += standing.deliveries.filter(({ state }) => state === 'missing').length;
    count.overlaps += standing.overlaps.length;
    freshness = standing.freshness;
    areas.set(household.householdId, first.area);
    for (const { name, idNumber } of family.members) {
      const person = await house.cases.canonical(house.cases.personId(idNumber));
      people.push({ person, household: household.householdId, name, idNumber, address: family.address });
    }
  }
  const { view: alerts } = await receiveAlerts(house, {
    by,
    system: SYSTEM,
    rows: rows.map((row, index) => ({ index, row })),
    broken: [],
  });
  const view: HouseholdsReviewed = {
    area,
    on: civilDateOf(house.time.now()),
    ...count,
    alerts: { received: alerts.received, known: alerts.known, updated: alerts.updated, refused: alerts.rejected },
    adjudications: [...(await proposed(house, people, areas))],
    freshness: freshness.map((one) => ({ ...one })),
  };
  return { kind: 'reviewed' as const, view };
}

const PAGE = 200;

async function householdsIn({ cases }: House, area: AreaCode): Promise<ReadonlySet<HouseholdId>> {
  const found = new Set<HouseholdId>();
  let after: string | undefined;
  do {
    const page = await cases.grantedIn(area, { limit: PAGE, ...(after === undefined ? {} : { after }) });
    for (const caseId of page.items) {
      const head = await cases.head(caseId);
      if (head !== undefined) found.add(await cases.currentHousehold(head.householdId));
    }
    after = page.next;
  } while (after !== undefined);
  return found;
}

/** New pairs alone: what was settled or is being settled is not asked again. */
async function proposed(
  house: House,
  people: readonly KnownPerson[],
  areas: ReadonlyMap<HouseholdId, AreaCode>,
): Promise<readonly CaseId[]> {
  const opened: CaseId[] = [];
  for (const { persons, households, reasons } of duplicateCandidates(people)) {
    const [keep, drop] = persons;
    const home = householdId(households[0]);
    const area = areas.get(home);
    if (area === undefined) continue;
    const started = await startAdjudication(house, {
      change: { kind: 'merge-persons', keep: personId(keep), drop: personId(drop) },
      area,
      householdId: home,
      reason: `疑似同一人:${reasons.join(',')}`,
      by: 'system:household-review',
    });
    if (isDeclined(started) || started.kind === 'repeated') throw new Error(`the pair ${keep} ${drop} was not opened`);
    if (started.outcome.as === 'opened') opened.push(started.outcome.caseId);
  }
  return opened;
}
