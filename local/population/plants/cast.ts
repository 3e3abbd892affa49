import type { Tier } from '../../../policy/schema.ts';
import type { Household } from '../household.ts';
import type { Person } from '../people.ts';

/** Makes up one household around a case, and says of whom the indicator speaks. */
export type Recipe = (household: Household) => readonly Person[];

export interface Recipes {
  /** Each in its turn. */
  readonly hits: readonly Recipe[];
  /** One circumstance short of a hit. */
  readonly near: readonly Recipe[];
  /** Hit once a damaged row is settled to be of the person. */
  readonly proposed?: readonly Recipe[];
}

export const adult = (household: Household): Person => household.member(household.draw.between(30, 50), {});
export const elder = (household: Household): Person => household.member(household.draw.between(66, 80), {});
export const child = (household: Household): Person => household.member(household.draw.between(7, 14), {});

/** On aid so shortly that nothing else is due yet. */
export function newlyOnAid(household: Household, person: Person): void {
  household.aid(person, 'rigid-expenditure', household.ago(1, 0), household.ago(-11, 0));
}

/** On aid for years. */
export function longOnAid(household: Household, person: Person, tier: Tier): void {
  household.aid(person, tier, household.ago(40, 0));
}

/** Somebody on aid for years, who lives with an adult who is not. */
export function recipient(household: Household, tier: Tier): Person {
  const person = adult(household);
  adult(household);
  longOnAid(household, person, tier);
  return person;
}

/** A child that its grandparent brings up, under one of the schemes for children. */
export function ward(h: Household, scheme: string, isFull: string): Person {
  const person = child(h);
  h.pensioned(elder(h), 30_000);
  h.note('child-welfare', person, { scheme, is_full: isFull, from_date: h.daysAgo(100, 700) });
  return person;
}
