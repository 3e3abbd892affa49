import { adult, longOnAid, recipient } from './cast.ts';
import type { Recipes } from './cast.ts';

export const prisonOrMissing: Recipes = {
  hits: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('custody', person, { kind: 'prison', since: h.on });
      return [person];
    },
    (h) => {
      const person = recipient(h, 'dibao-marginal');
      h.note('custody', person, { kind: 'declared-missing', since: h.daysAgo(40, 400), until: h.ago(0, 1) });
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('custody', person, { kind: 'prison', since: h.daysAgo(200, 900), until: h.on });
      return [person];
    },
    (h) => {
      const person = adult(h);
      longOnAid(h, adult(h), 'dibao');
      h.note('custody', person, { kind: 'compulsory-rehabilitation', since: h.daysAgo(20, 400) });
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.damaged('custody', person, { kind: 'prison', since: h.daysAgo(20, 400) });
      return [person];
    },
  ],
};
