import type { Household } from '../household.ts';
import type { Person } from '../people.ts';

/**
 * What departments know of people that no indicator ever asks of those who are not on aid. `happens` are percent of adults,
 * so that the feeds of 2.2 million people have some 1.8 million rows.
 */
export function dealings(household: Household, person: Person): void {
  const { draw } = household;
  if (person.age < 18) return;
  if (draw.happens(4)) {
    household.note('property', person, {
      property_no: `370500${household.serial()}`,
      use_kind: draw.happens(88) ? 'dwelling' : draw.happens(60) ? 'commercial' : 'other',
      area_sqm: draw.between(40, 180),
      acquired_on: household.daysAgo(30, 7_000),
    });
  }
  if (draw.happens(3.5)) vehicle(household, person, draw.between(300, 4_000) * 10_000);
  if (draw.happens(2)) business(household, person, draw.happens(70) ? 'operator' : 'legal-representative');
  if (draw.happens(3.2) && person.age < 60) fund(household, person, draw.between(300, 2_000) * 1_000);
  if (draw.happens(0.4)) deposit(household, person, draw.between(10, 500_000) * 100);
  if (draw.happens(1) && person.age < 60) {
    household.note('marriages', person, {
      event: draw.happens(70) ? 'married' : 'divorced',
      registered_on: household.daysAgo(1, 720),
    });
  }
  if (draw.happens(0.15)) {
    const since = household.daysAgo(200, 2_000);
    household.note('custody', person, {
      kind: draw.happens(70) ? 'prison' : draw.happens(60) ? 'compulsory-rehabilitation' : 'declared-missing',
      since,
      until: draw.happens(40) ? household.daysAgo(0, 190) : undefined,
    });
  }
  if (draw.happens(0.1)) {
    household.note('anti-relapse', person, {
      kind: 'marginal',
      identified_on: household.daysAgo(500, 1_500),
      removed_on: household.daysAgo(1, 400),
    });
  }
  if (draw.happens(0.25)) {
    household.granted(
      person,
      draw.happens(50) ? 'dilapidated-house' : 'employment-aid',
      household.daysAgo(5, 900),
      undefined,
      draw.between(5, 200) * 10_000,
    );
  }
}

export function vehicle(household: Household, person: Person, priceFen: number): void {
  const { draw } = household;
  household.note('vehicles', person, {
    plate: `鲁Z${household.serial()}`,
    vehicle_kind: draw.happens(85) ? 'car' : 'truck',
    price_fen: priceFen,
    registered_on: household.daysAgo(5, 4_000),
  });
}

export function business(household: Household, person: Person, role: string): void {
  const { draw } = household;
  household.note('business-registrations', person, {
    registration_no: `92370599MA${household.serial()}`,
    role,
    status: draw.happens(80) ? 'active' : draw.happens(70) ? 'closed' : 'revoked',
    capital_fen: draw.between(1, 100) * 1_000_000,
    registered_on: household.daysAgo(10, 4_000),
  });
}

export function fund(household: Household, person: Person, baseFen: number): void {
  household.note('housing-fund', person, { base_fen: baseFen, from_month: household.monthsAgo(2, 80) });
}

export function deposit(household: Household, person: Person, fen: number): void {
  const { draw } = household;
  household.note('financial-assets', person, {
    asset_kind: draw.happens(80) ? 'deposit' : draw.happens(50) ? 'insurance' : 'securities',
    balance_fen: fen,
    as_of: household.daysAgo(0, 80),
  });
}
