import { adult, child, newlyOnAid } from './cast.ts';
import type { Recipes } from './cast.ts';

export const householdMedicalBurden: Recipes = {
  hits: [
    (h) => {
      const person = adult(h);
      h.cost(person, 1_600_000, h.ago(12, 1));
      h.cost(adult(h), 1_400_000, h.daysAgo(0, 300));
      return [person];
    },
    (h) => {
      const person = child(h);
      for (const fen of [900_000, 950_000]) h.cost(adult(h), fen, h.daysAgo(0, 300));
      h.cost(person, 1_999_999, h.daysAgo(0, 300));
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = adult(h);
      h.cost(person, 1_600_000, h.daysAgo(0, 300));
      h.cost(adult(h), 1_399_999, h.daysAgo(0, 300));
      return [person];
    },
    (h) => {
      const person = adult(h);
      h.cost(person, 1_600_000, h.daysAgo(0, 300));
      h.cost(adult(h), 1_500_000, h.daysAgo(0, 300));
      newlyOnAid(h, child(h));
      return [person];
    },
    (h) => {
      const person = adult(h);
      h.cost(person, 1_700_000, h.daysAgo(0, 300));
      h.cost(adult(h), 1_600_000, h.ago(12, 0));
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = adult(h);
      h.cost(person, 1_700_000, h.daysAgo(5, 300));
      h.damaged('medical-expenses', adult(h), h.costOf(1_500_000, h.daysAgo(5, 300)));
      return [person];
    },
  ],
};
