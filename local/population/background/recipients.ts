import { addMonths } from '../../../functions/domain/values/civil-date.ts';
import type { Tier } from '../../../policy/schema.ts';
import type { Household } from '../household.ts';
import type { Person } from '../people.ts';
import { deposit } from './dealings.ts';
import { createBills, disabilities, disaster, illness, student } from './health.ts';

/** A household on aid that meets every condition of its aid. What it is due comes later, by `deliverDues`. */
export function fillRecipients(household: Household, tier: Tier): void {
  const { draw, members } = household;
  const from = tier === 'rigid-expenditure' ? household.daysAgo(10, 330) : household.daysAgo(20, 3_000);
  const until = tier === 'rigid-expenditure' ? addMonths(from, 12) : undefined;
  const isSingleInclusion = tier === 'dibao' && members.length > 1 && draw.happens(10);
  const aided = isSingleInclusion ? members.slice(0, 1) : members;
  for (const person of aided) {
    household.aid(person, tier, from, until);
    if (draw.happens(4)) {
      household.left(person, 'dibao-marginal', household.daysAgo(4_000, 4_400), household.daysAgo(3_100, 3_900));
    }
  }
  const bill = createBills(household, Infinity);
  for (const person of members) {
    bill(person);
    if (aided.includes(person)) needs(household, person);
    if (person.age >= 18) modestMeans(household, person, tier);
  }
  const owner = members[0];
  if (owner !== undefined && draw.happens(60)) {
    household.note('property', owner, {
      property_no: `370500${household.serial()}`,
      use_kind: 'dwelling',
      area_sqm: draw.between(40, 110),
      acquired_on: household.daysAgo(800, 9_000),
    });
  }
}

function needs(household: Household, person: Person): void {
  const { draw, home } = household;
  if (draw.happens(28)) {
    household.card(person, draw.pick(disabilities).id, draw.between(1, 4), household.daysAgo(1, 3_000));
  }
  if (person.age >= 6 && person.age < 22 && draw.happens(30)) {
    student(household, person, draw.happens(40) ? 'severe' : 'moderate', 2, 700);
  }
  if (draw.happens(5)) illness(household, person, 2, 1_000);
  if (draw.happens(1)) disaster(household, person, 1, 600);
  if (home.residence === 'rural' && draw.happens(8)) {
    household.note('anti-relapse', person, { kind: 'unstable', identified_on: household.daysAgo(30, 1_500) });
  }
  if (draw.happens(18)) {
    household.granted(person, 'heating-allowance', household.daysAgo(1, 330), undefined, 60_000);
  }
}

/** Below what the 拒止类 indicators ask about. */
function modestMeans(household: Household, person: Person, tier: Tier): void {
  const { draw } = household;
  if (draw.happens(70)) deposit(household, person, draw.between(1, 25_000) * 100);
  if (draw.happens(5)) {
    const isSmall = draw.happens(75);
    household.note('vehicles', person, {
      plate: `鲁Z${household.serial()}`,
      vehicle_kind: isSmall ? (draw.happens(50) ? 'motorcycle' : 'tricycle') : 'car',
      price_fen: draw.between(20, isSmall ? 200 : 480) * 10_000,
      registered_on: household.daysAgo(5, 4_000),
    });
  }
  if (draw.happens(0.8)) {
    const isPartner = draw.happens(30);
    household.note('business-registrations', person, {
      registration_no: `92370599MA${household.serial()}`,
      role: isPartner ? 'shareholder' : 'operator',
      status: isPartner ? 'active' : 'closed',
      capital_fen: draw.between(1, 30) * 1_000_000,
      registered_on: household.daysAgo(10, 4_000),
    });
  }
  if (draw.happens(1)) {
    household.note('marriages', person, {
      event: draw.happens(50) ? 'married' : 'divorced',
      registered_on: household.daysAgo(190, 720),
    });
  }
  if (draw.happens(0.3)) {
    household.note('custody', person, {
      kind: 'prison',
      since: household.daysAgo(700, 1_500),
      until: household.daysAgo(10, 690),
    });
  }
  if (person.age >= 60) {
    if (draw.happens(45)) {
      household.note('pensions', person, {
        started_on: household.daysAgo(1, 3_000),
        monthly_fen: draw.between(150, 420) * 100,
      });
    }
    return;
  }
  if (draw.happens(12)) {
    household.insured(
      person,
      (tier === 'rigid-expenditure' ? draw.between(4_000, 7_000) : draw.between(1_800, 2_900)) * 100,
    );
  } else if (draw.happens(10)) {
    household.note('unemployment', person, { registered_on: household.daysAgo(1, 800) });
  }
  if (draw.happens(1)) {
    household.note('housing-fund', person, {
      base_fen: draw.between(1_800, 2_900) * 100,
      from_month: household.monthsAgo(2, 60),
    });
  }
}
