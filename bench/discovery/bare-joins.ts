import type { CivilDate } from '../../functions/domain/values/civil-date.ts';
import type { IndicatorId } from '../../local/population/indicator-ids.ts';

/** What several conditions need, asked once: as anybody would do who has to answer thirty of them in a row. */
export function preparation(on: CivilDate): readonly string[] {
  const day = `date '${on}'`;
  return [
    `create temp table aids as select person, tier, from_date from recipients
       where status = 'in-force' and from_date <= ${day} and (until_date is null or until_date > ${day})`,
    `create temp table homes as select r.person, r.household, r.birth,
         r.person in (select person from aids) as aided,
         r.person in (select person from deaths where died_on <= ${day}) as gone
       from residents r`,
    'create temp table aided_homes as select distinct household from homes where aided',
    `create temp table earning as
       select person from social_insurance where from_month <= ${day} and (until_month is null or until_month > ${day})
       union select person from pensions where started_on <= ${day}`,
    `create temp table earning_homes as
       select distinct household from homes h join earning e on e.person = h.person where not h.gone`,
    `create temp table paid as select person,
         sum(own_paid_fen) as year_fen,
         sum(case when settled_on > ${day} - interval 6 month then own_paid_fen else 0 end) as half_fen
       from medical_expenses where settled_on > ${day} - interval 12 month group by person`,
    `create temp table cards as select person, kind, grade, issued_on from disability_cards
       where issued_on <= ${day} and (valid_until is null or valid_until > ${day})`,
    `create temp table wards as select person, scheme, is_full from child_welfare
       where from_date <= ${day} and (until_date is null or until_date > ${day})`,
    'create temp table needy as select person, household, birth from homes where not aided and not gone',
    `create temp table needy_homes as select person, household, birth from homes
       where not gone and household not in (select household from aided_homes)`,
  ];
}

/** The catalogue by hand: each answers persons, and nothing about them. */
export function conditions(on: CivilDate): Readonly<Record<IndicatorId, string>> {
  const day = `date '${on}'`;
  const within = (column: string, months: number) => `${column} > ${day} - interval ${months} month`;
  const open = (column: string) => `(${column} is null or ${column} > ${day})`;
  const newYear = `date '${on.slice(0, 4)}-01-01'`;
  return {
    'high-medical-cost': 'select person from needy join paid using (person) where year_fen >= 2000000',
    'household-medical-burden': `
      select person from (
        select person, sum(year_fen) over w as home_fen, max(year_fen) over w as most,
          row_number() over (partition by household order by year_fen desc, person) as place
        from needy_homes join paid using (person) window w as (partition by household)
      ) where home_fen >= 3000000 and most < 2000000 and place = 1`,
    'new-disability': `
      select distinct person from needy join disability_cards using (person) where grade <= 2 and ${within('issued_on', 3)}`,
    'severe-disability-unaided': `
      select distinct person from needy join cards using (person)
      where birth <= ${day} - interval 18 year and issued_on <= ${day} - interval 3 month
        and (grade <= 2 or (grade = 3 and kind in ('intellectual', 'mental'))) and person not in (select person from earning)`,
    'long-joblessness': `
      select distinct person from needy_homes join unemployment using (person)
      where registered_on <= ${day} - interval 6 month and ${open('ended_on')}
        and household not in (select household from earning_homes)`,
    'student-hardship': `
      select distinct person from needy_homes join students_in_hardship using (person)
      where level in ('severe', 'moderate') and ${within('recognised_on', 12)}`,
    'serious-illness': `
      select distinct person from needy_homes join serious_illness using (person) where ${within('diagnosed_on', 12)}`,
    'disaster-or-accident': `
      select distinct person from needy join disasters using (person) where ${within('happened_on', 2)}`,
    'no-labour-household': `
      select arg_min(person, birth) from needy_homes
      where household not in (select household from earning_homes)
      group by household
      having bool_and(birth > ${day} - interval 16 year or birth <= ${day} - interval 60 year
        or person in (select person from cards where grade <= 2))`,
    'anti-relapse-unmatched': `
      select distinct person from needy join anti_relapse using (person) where removed_on is null`,
    'refused-worsening': `
      select distinct person from needy join recipients using (person) left join paid using (person)
      where status = 'refused' and (half_fen >= 1000000
        or person in (select person from disability_cards where ${within('issued_on', 6)})
        or person in (select person from disasters where ${within('happened_on', 6)}))`,
    'exited-worsening': `
      select distinct n.person from needy n join recipients r using (person)
      where r.status = 'exited' and ${within('r.until_date', 24)} and (
        exists (select 1 from unemployment u
          where u.person = n.person and u.registered_on > r.until_date and ${open('u.ended_on')})
        or (select sum(m.own_paid_fen) from medical_expenses m
          where m.person = n.person and m.settled_on > r.until_date) >= 1000000)`,
    'orphan-unaided': `
      select person from needy
      where birth > ${day} - interval 18 year and person not in (select person from wards)
        and household not in (select household from homes where not gone and birth <= ${day} - interval 18 year)`,
    death: 'select person from homes where aided and gone',
    'prison-or-missing': `
      select distinct person from homes join custody using (person)
      where aided and since <= ${day} and ${open('until')}`,
    'duplicate-destitute-dibao': `
      select person from aids where tier in ('destitute', 'dibao') group by person having count(distinct tier) = 2`,
    'duplicate-orphan-destitute': `
      select distinct person from aids join wards using (person) where tier = 'destitute'`,
    'duplicate-child-disability': `
      select distinct person from wards join aid_granted using (person)
      where scheme = 'de-facto-unattended' and is_full = 'full' and entitlement = 'disability-living'
        and granted_on <= ${day} and ${open('until_date')}`,
    vehicle: `
      select distinct person from homes join vehicles using (person)
      where aided and vehicle_kind in ('car', 'truck') and price_fen >= 5000000`,
    house: `
      select min(person) from homes where aided and household in (
        select household from homes join property using (person) where household in (select household from aided_homes)
        group by household
        having count(*) filter (use_kind = 'dwelling') >= 2 or count(*) filter (use_kind = 'commercial') >= 1)
      group by household`,
    business: `
      select distinct person from homes join business_registrations using (person)
      where aided and status = 'active' and role in ('operator', 'legal-representative')`,
    'wage-social-insurance': `
      select distinct person from aids join social_insurance using (person)
      where tier in ('dibao', 'destitute', 'dibao-marginal') and base_fen >= 300000
        and from_month <= ${day} and ${open('until_month')}`,
    'wage-housing-fund': `
      select distinct person from homes join housing_fund using (person)
      where aided and base_fen >= 300000 and from_month <= ${day} and ${open('until_month')}`,
    'financial-assets': `
      select min(person) filter (aided) from homes left join (
        select person, sum(balance_fen) as fen from financial_assets group by person) using (person)
      where household in (select household from aided_homes)
      group by household having sum(fen) >= 5000000 * count(*)`,
    'pension-start': `
      select distinct person from homes join pensions using (person)
      where aided and ${within('started_on', 6)} and monthly_fen >= 100000`,
    'marriage-change': `
      select distinct person from homes join marriages using (person) where aided and ${within('registered_on', 6)}`,
    'premium-aid-missing': `
      select distinct person from aids where tier in ('destitute', 'dibao') and from_date < ${newYear}
        and person not in (
          select person from aid_granted where entitlement = 'insurance-premium' and granted_on >= ${newYear})`,
    'disability-living-missing': `
      select distinct person from aids join cards using (person)
      where tier = 'dibao' and from_date <= ${day} - interval 2 month and person not in (
        select person from aid_granted
        where entitlement = 'disability-living' and granted_on <= ${day} and ${open('until_date')})`,
    'medical-aid-missing': `
      select distinct person from aids join paid using (person)
      where from_date <= ${day} - interval 12 month and year_fen >= 500000 and person not in (
        select person from aid_granted where entitlement = 'medical-aid' and ${within('granted_on', 12)})`,
    'education-aid-missing': `
      select distinct person from aids join students_in_hardship using (person)
      where from_date <= ${day} - interval 3 month and ${within('recognised_on', 12)} and person not in (
        select person from aid_granted where entitlement = 'education-aid' and ${within('granted_on', 12)})`,
  };
}
