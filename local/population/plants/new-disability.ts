import { adult, child, newlyOnAid } from './cast.ts';
import type { Recipes } from './cast.ts';

export const newDisability: Recipes = {
  hits: [
    (h) => {
      const person = adult(h);
      adult(h);
      h.card(person, 'physical', 2, h.ago(3, 1));
      return [person];
    },
    (h) => {
      const person = child(h);
      adult(h);
      h.card(person, 'intellectual', 1, h.daysAgo(0, 80));
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = adult(h);
      h.card(person, 'physical', 3, h.daysAgo(0, 80));
      return [person];
    },
    (h) => {
      const person = child(h);
      adult(h);
      h.card(person, 'vision', 1, h.ago(3, 0));
      return [person];
    },
    (h) => {
      const person = adult(h);
      newlyOnAid(h, person);
      h.card(person, 'vision', 1, h.daysAgo(0, 80));
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = adult(h);
      adult(h);
      h.damaged('disability-cards', person, {
        kind: 'vision',
        grade: 1,
        issued_on: h.daysAgo(1, 80),
        valid_until: h.ago(-100, 0),
      });
      return [person];
    },
  ],
};
