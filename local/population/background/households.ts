import type { Tier } from '../../../policy/schema.ts';
import { Household } from '../household.ts';
import type { Town } from '../household.ts';
import { secondNumber } from '../id-numbers.ts';
import { nameVariant } from '../names.ts';
import type { Places } from '../places.ts';
import { standsWithoutAny } from '../spoil.ts';
import { fillGuardians, fillOrdinary } from './ordinary.ts';
import { fillRecipients } from './recipients.ts';
import { frail, ordinary, poor } from './shapes.ts';
import type { Shape } from './shapes.ts';

/** Households in a hundred. */
const ON_AID = 2.96;
const GUARDIANS = 0.12;

/** 84 in a hundred of the people on aid are on 低保. */
const aids = [
  { weight: 83, tier: 'dibao', shapes: poor },
  { weight: 7, tier: 'destitute', shapes: frail },
  { weight: 7, tier: 'dibao-marginal', shapes: poor },
  { weight: 3, tier: 'rigid-expenditure', shapes: poor },
] as const satisfies readonly { weight: number; tier: Tier; shapes: readonly Shape[] }[];

/** A household of which no indicator speaks, of at most so many people. */
export function someHousehold(town: Town, places: Places, most: number): Household {
  const { draw, people } = town;
  const settle = (isPoor: boolean, ages: readonly number[]): Household => {
    const household = new Household(town, people.home(isPoor ? places.poorer(draw) : places.any(draw)), false);
    for (const age of ages.slice(0, most)) household.member(age, {});
    return household;
  };
  if (draw.happens(ON_AID)) {
    const { tier, shapes } = draw.pick(aids);
    const household = settle(true, draw.pick(shapes).ages(draw));
    fillRecipients(household, tier);
    return household;
  }
  if (draw.happens(GUARDIANS)) {
    const household = settle(true, [draw.between(60, 80), draw.between(2, 17)]);
    fillGuardians(household);
    return household;
  }
  const household = settle(false, draw.pick(ordinary).ages(draw));
  fillOrdinary(household);
  return household;
}

/** Enters one of them a second time, with one digit other: at home, or as one who moved. Answers whether that was possible. */
export function enterTwice(household: Household, town: Town, places: Places, used: Set<string>): boolean {
  const { draw, people } = town;
  const person = household.members.find(({ age }) => age >= 20 && age < 58);
  if (person === undefined || household.isPlanted || !standsWithoutAny(household)) return false;
  const idNumber = secondNumber(person.idNumber);
  if (used.has(idNumber)) return false;
  used.add(idNumber);
  const name = draw.happens(50) ? nameVariant(person.name) : person.name;
  const home = draw.happens(50) ? people.home(places.any(draw)) : person.home;
  household.twice = { person, as: { ...person, idNumber, name, home } };
  return true;
}
