import { adult, newlyOnAid } from './cast.ts';
import type { Recipes } from './cast.ts';

export const antiRelapseUnmatched: Recipes = {
  hits: [
    (h) => {
      const person = adult(h);
      h.note('anti-relapse', person, { kind: 'sudden', identified_on: h.daysAgo(0, 900) });
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = adult(h);
      h.note('anti-relapse', person, { kind: 'sudden', identified_on: h.daysAgo(40, 900), removed_on: h.on });
      return [person];
    },
    (h) => {
      const person = adult(h);
      newlyOnAid(h, person);
      h.note('anti-relapse', person, { kind: 'marginal', identified_on: h.daysAgo(0, 900) });
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = adult(h);
      h.damaged('anti-relapse', person, { kind: 'unstable', identified_on: h.daysAgo(0, 900) });
      return [person];
    },
  ],
};
