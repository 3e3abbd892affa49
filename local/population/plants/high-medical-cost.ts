import { adult, child, newlyOnAid } from './cast.ts';
import type { Recipes } from './cast.ts';

export const highMedicalCost: Recipes = {
  hits: [
    (h) => {
      const person = adult(h);
      adult(h);
      h.cost(person, 1_300_000, h.ago(12, 1));
      h.cost(person, 700_000, h.daysAgo(0, 60));
      return [person];
    },
    (h) => {
      const person = child(h);
      adult(h);
      h.cost(person, 3_512_345, h.daysAgo(5, 300));
      return [person];
    },
    (h) => {
      const person = adult(h);
      newlyOnAid(h, adult(h));
      for (let bill = 0; bill < 10; bill += 1) h.cost(person, 200_000, h.daysAgo(1, 350));
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = adult(h);
      h.cost(person, 1_300_000, h.ago(12, 1));
      h.cost(person, 699_999, h.daysAgo(0, 60));
      return [person];
    },
    (h) => {
      const person = adult(h);
      h.cost(person, 1_600_000, h.daysAgo(5, 300));
      h.cost(person, 900_000, h.ago(12, 0));
      return [person];
    },
    (h) => {
      const person = adult(h);
      newlyOnAid(h, person);
      h.cost(person, 2_600_000, h.daysAgo(5, 300));
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = adult(h);
      h.cost(person, 1_200_000, h.daysAgo(5, 300));
      h.damaged('medical-expenses', person, h.costOf(900_000, h.daysAgo(5, 300)));
      return [person];
    },
  ],
};
