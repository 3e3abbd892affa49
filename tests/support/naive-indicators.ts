import type { CivilDate } from '../../functions/domain/values/civil-date.ts';
import type { IndicatorId } from '../../local/population/indicator-ids.ts';
import type { CityFiles, CityRow } from './city-files.ts';
import { day, isOpen, Population, sum } from './naive-population.ts';

/**
 * The catalogue of indicators once more, person by person in plain TypeScript: what the scan's SQL is compared with. It knows neither the
 * generator nor the SQL, and costs memory and time as it likes. Answers ID numbers, sorted, each once.
 */
export function naiveIndicators(
  city: CityFiles,
  asOf: CivilDate,
  /** Whose a damaged row is, where it is settled: the fuzzy pass. */
  settled?: (row: CityRow) => string | undefined,
): ReadonlyMap<IndicatorId, readonly string[]> {
  const rowsOf = (feed: string): ReadonlyMap<string, readonly CityRow[]> => {
    const byPerson = new Map<string, CityRow[]>();
    for (const row of city.rows.get(feed) ?? []) {
      const person = row.person ?? (feed === 'residents' ? undefined : settled?.(row));
      if (person === undefined) continue;
      const rows = byPerson.get(person);
      if (rows === undefined) byPerson.set(person, [row]);
      else rows.push(row);
    }
    return byPerson;
  };
  const feeds = new Map([...city.rows.keys()].map((feed) => [feed, rowsOf(feed)]));
  const known = new Population(feeds, asOf);
  const found = new Map<IndicatorId, readonly string[]>();
  for (const [indicator, isHit] of Object.entries(personal) as [IndicatorId, Condition][]) {
    found.set(indicator, known.persons.filter((person) => isHit(known, person)).toSorted());
  }
  for (const [indicator, hitOf] of Object.entries(familial) as [IndicatorId, HouseholdCondition][]) {
    const hits = known.households.flatMap((members) => hitOf(known, members) ?? []);
    found.set(indicator, hits.toSorted());
  }
  return found;
}

type Condition = (known: Population, person: string) => boolean;
/** Answers the member that stands for the household. */
type HouseholdCondition = (known: Population, members: readonly string[]) => string | undefined;

const grade = ({ values }: CityRow): number => Number(values['grade']);
const isFromBefore = (rows: readonly CityRow[], limit: CivilDate): boolean =>
  rows.some(({ values }) => day(values['from_date']) <= limit);

const needy =
  (condition: Condition): Condition =>
  (known, person) =>
    known.isLiving(person) && !known.isOnAid(person) && condition(known, person);
const needyHome =
  (condition: Condition): Condition =>
  (known, person) =>
    known.isLiving(person) && !known.isHouseholdOnAid(person) && condition(known, person);
const aided =
  (condition: Condition): Condition =>
  (known, person) =>
    known.isOnAid(person) && condition(known, person);

const personal = {
  'high-medical-cost': needy((known, person) => known.paid(person, known.ago(12)) >= 2_000_000),
  'new-disability': needy((known, person) =>
    known
      .rows('disability-cards', person)
      .some((card) => grade(card) <= 2 && day(card.values['issued_on']) > known.ago(3)),
  ),
  'severe-disability-unaided': needy(
    (known, person) =>
      known.age(person) >= 18 &&
      !known.hasMeans(person) &&
      known.cards(person).some((card) => {
        const reaches = ['intellectual', 'mental'].includes(String(card.values['kind'])) ? 3 : 2;
        return grade(card) <= reaches && day(card.values['issued_on']) <= known.ago(3);
      }),
  ),
  'long-joblessness': needyHome(
    (known, person) =>
      known
        .rows('unemployment', person)
        .some(({ values }) => day(values['registered_on']) <= known.ago(6) && isOpen(values['ended_on'], known.asOf)) &&
      !known.livingMembers(person).some((member) => known.hasMeans(member)),
  ),
  'student-hardship': needyHome((known, person) =>
    known
      .rows('students-in-hardship', person)
      .some(({ values }) => values['level'] !== 'mild' && day(values['recognised_on']) > known.ago(12)),
  ),
  'serious-illness': needyHome((known, person) => known.has('serious-illness', person, 'diagnosed_on', known.ago(12))),
  'disaster-or-accident': needy((known, person) => known.has('disasters', person, 'happened_on', known.ago(2))),
  'anti-relapse-unmatched': needy((known, person) =>
    known.rows('anti-relapse', person).some(({ values }) => values['removed_on'] === null),
  ),
  'refused-worsening': needy(
    (known, person) =>
      known.rows('recipients', person).some(({ values }) => values['status'] === 'refused') &&
      (known.paid(person, known.ago(6)) >= 1_000_000 ||
        known.has('disability-cards', person, 'issued_on', known.ago(6)) ||
        known.has('disasters', person, 'happened_on', known.ago(6))),
  ),
  'exited-worsening': needy((known, person) =>
    known.rows('recipients', person).some(({ values }) => {
      const until = day(values['until_date']);
      if (values['status'] !== 'exited' || until <= known.ago(24)) return false;
      const isJobless = known
        .rows('unemployment', person)
        .some((row) => day(row.values['registered_on']) > until && isOpen(row.values['ended_on'], known.asOf));
      return isJobless || known.paid(person, until) >= 1_000_000;
    }),
  ),
  'orphan-unaided': needy(
    (known, person) =>
      known.age(person) < 18 &&
      known.livingMembers(person).every((member) => known.age(member) < 18) &&
      known.inWelfare(person).length === 0,
  ),
  death: aided((known, person) =>
    known.rows('deaths', person).some(({ values }) => day(values['died_on']) <= known.asOf),
  ),
  'prison-or-missing': aided((known, person) =>
    known
      .rows('custody', person)
      .some(({ values }) => day(values['since']) <= known.asOf && isOpen(values['until'], known.asOf)),
  ),
  'duplicate-destitute-dibao': (known, person) =>
    known.aids(person, 'destitute').length > 0 && known.aids(person, 'dibao').length > 0,
  'duplicate-orphan-destitute': (known, person) =>
    known.aids(person, 'destitute').length > 0 && known.inWelfare(person).length > 0,
  'duplicate-child-disability': (known, person) =>
    known
      .inWelfare(person)
      .some(({ values }) => values['scheme'] === 'de-facto-unattended' && values['is_full'] === 'full') &&
    known.grantedNow(person, 'disability-living'),
  vehicle: aided((known, person) =>
    known
      .rows('vehicles', person)
      .some(
        ({ values }) =>
          ['car', 'truck'].includes(String(values['vehicle_kind'])) && Number(values['price_fen']) >= 5_000_000,
      ),
  ),
  business: aided((known, person) =>
    known
      .rows('business-registrations', person)
      .some(({ values }) => values['status'] === 'active' && values['role'] !== 'shareholder'),
  ),
  'wage-social-insurance': (known, person) =>
    known.aids(person, 'dibao', 'destitute', 'dibao-marginal').length > 0 &&
    known.current('social-insurance', person).some(({ values }) => Number(values['base_fen']) >= 300_000),
  'wage-housing-fund': aided((known, person) =>
    known.current('housing-fund', person).some(({ values }) => Number(values['base_fen']) >= 300_000),
  ),
  'pension-start': aided((known, person) =>
    known
      .rows('pensions', person)
      .some(({ values }) => day(values['started_on']) > known.ago(6) && Number(values['monthly_fen']) >= 100_000),
  ),
  'marriage-change': aided((known, person) => known.has('marriages', person, 'registered_on', known.ago(6))),
  'premium-aid-missing': (known, person) => {
    const newYear = `${known.asOf.slice(0, 4)}-01-01`;
    return (
      known.aids(person, 'destitute', 'dibao').some(({ values }) => day(values['from_date']) < newYear) &&
      !known.granted(person, 'insurance-premium').some(({ values }) => day(values['granted_on']) >= newYear)
    );
  },
  'disability-living-missing': (known, person) =>
    isFromBefore(known.aids(person, 'dibao'), known.ago(2)) &&
    known.cards(person).length > 0 &&
    !known.grantedNow(person, 'disability-living'),
  'medical-aid-missing': (known, person) =>
    isFromBefore(known.aids(person), known.ago(12)) &&
    known.paid(person, known.ago(12)) >= 500_000 &&
    !known.granted(person, 'medical-aid').some(({ values }) => day(values['granted_on']) > known.ago(12)),
  'education-aid-missing': (known, person) =>
    isFromBefore(known.aids(person), known.ago(3)) &&
    known.has('students-in-hardship', person, 'recognised_on', known.ago(12)) &&
    !known.granted(person, 'education-aid').some(({ values }) => day(values['granted_on']) > known.ago(12)),
} as const satisfies Partial<Record<IndicatorId, Condition>>;

/** The member with most of it; of two alike the one with the smaller number. */
const most = (members: readonly string[], of: (member: string) => number): string | undefined =>
  members.toSorted((a, b) => of(b) - of(a) || (a < b ? -1 : 1))[0];

const familial = {
  'household-medical-burden': (known, members) => {
    const living = members.filter((member) => known.isLiving(member));
    const paid = (member: string) => known.paid(member, known.ago(12));
    const total = living.reduce((all, member) => all + paid(member), 0);
    if (total < 3_000_000 || living.some((member) => paid(member) >= 2_000_000)) return undefined;
    return members.some((member) => known.isOnAid(member)) ? undefined : most(living, paid);
  },
  'no-labour-household': (known, members) => {
    const living = members.filter((member) => known.isLiving(member));
    const cannotWork = (member: string) =>
      known.age(member) < 16 || known.age(member) >= 60 || known.cards(member).some((card) => grade(card) <= 2);
    if (members.some((member) => known.isOnAid(member)) || !living.every(cannotWork)) return undefined;
    if (living.some((member) => known.hasMeans(member))) return undefined;
    // Born earliest.
    return most(living, (member) => -Number(member.slice(6, 14)));
  },
  house: (known, members) => {
    const owned = members.flatMap((member) => known.rows('property', member));
    const uses = owned.map(({ values }) => values['use_kind']);
    const isMuch = uses.filter((use) => use === 'dwelling').length >= 2 || uses.includes('commercial');
    return isMuch ? members.filter((member) => known.isOnAid(member)).toSorted()[0] : undefined;
  },
  'financial-assets': (known, members) => {
    const balance = members.reduce(
      (all, member) => all + sum(known.rows('financial-assets', member), 'balance_fen'),
      0,
    );
    if (balance < 5_000_000 * members.length) return undefined;
    return members.filter((member) => known.isOnAid(member)).toSorted()[0];
  },
} as const satisfies Partial<Record<IndicatorId, HouseholdCondition>>;
