import type { Household } from '../household.ts';
import type { Person } from '../people.ts';
import { adult, newlyOnAid } from './cast.ts';
import type { Recipes } from './cast.ts';

/** Left aid so many months, and days less, before the city's day. */
function left(h: Household, months: number, days: number): Person {
  const person = adult(h);
  adult(h);
  h.left(person, 'dibao', h.ago(months + 30, 0), h.ago(months, days));
  return person;
}

export const exitedWorsening: Recipes = {
  hits: [
    (h) => {
      const person = left(h, 24, 1);
      h.note('unemployment', person, { registered_on: h.daysAgo(0, 150) });
      return [person];
    },
    (h) => {
      const person = left(h, 9, 0);
      h.cost(person, 550_000, h.ago(9, 1));
      h.cost(person, 450_000, h.daysAgo(0, 200));
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = left(h, 24, 0);
      h.note('unemployment', person, { registered_on: h.daysAgo(0, 150) });
      return [person];
    },
    (h) => {
      const person = left(h, 3, 0);
      h.note('unemployment', person, { registered_on: h.ago(3, -1) });
      return [person];
    },
    (h) => {
      const person = left(h, 9, 0);
      h.note('unemployment', person, { registered_on: h.daysAgo(40, 150), ended_on: h.daysAgo(0, 30) });
      return [person];
    },
    (h) => {
      const person = left(h, 9, 0);
      h.cost(person, 700_000, h.ago(9, -1));
      h.cost(person, 999_999, h.daysAgo(0, 200));
      return [person];
    },
    (h) => {
      const person = left(h, 9, 0);
      newlyOnAid(h, person);
      h.note('unemployment', person, { registered_on: h.daysAgo(0, 150) });
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = left(h, 9, 0);
      h.damaged('unemployment', person, { registered_on: h.daysAgo(0, 150) });
      return [person];
    },
  ],
};
