import type { Household } from '../household.ts';
import type { Person } from '../people.ts';
import { adult, newlyOnAid } from './cast.ts';
import type { Recipes } from './cast.ts';

function refusedOne(h: Household): Person {
  const person = adult(h);
  adult(h);
  h.refused(person, h.daysAgo(20, 700));
  return person;
}

export const refusedWorsening: Recipes = {
  hits: [
    (h) => {
      const person = refusedOne(h);
      h.cost(person, 600_000, h.ago(6, 1));
      h.cost(person, 400_000, h.daysAgo(0, 150));
      return [person];
    },
    (h) => {
      const person = refusedOne(h);
      h.card(person, 'hearing', 4, h.ago(6, 1));
      return [person];
    },
    (h) => {
      const person = refusedOne(h);
      h.note('disasters', person, { event: '房屋倒塌', happened_on: h.ago(6, 1), loss_fen: 2_000_000 });
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = refusedOne(h);
      h.cost(person, 600_000, h.ago(6, 0));
      h.cost(person, 999_999, h.daysAgo(0, 150));
      return [person];
    },
    (h) => {
      const person = refusedOne(h);
      h.card(person, 'hearing', 4, h.ago(6, 0));
      return [person];
    },
    (h) => {
      const person = refusedOne(h);
      h.note('disasters', person, { event: '房屋倒塌', happened_on: h.ago(6, 0), loss_fen: 2_000_000 });
      return [person];
    },
    (h) => {
      const person = refusedOne(h);
      newlyOnAid(h, person);
      h.card(person, 'physical', 4, h.daysAgo(0, 150));
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = refusedOne(h);
      h.damaged('medical-expenses', person, h.costOf(1_100_000, h.daysAgo(0, 150)));
      return [person];
    },
  ],
};
