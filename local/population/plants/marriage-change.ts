import { adult, elder, longOnAid, recipient } from './cast.ts';
import type { Recipes } from './cast.ts';

export const marriageChange: Recipes = {
  hits: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('marriages', person, { event: 'married', registered_on: h.ago(6, 1) });
      return [person];
    },
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('marriages', person, { event: 'divorced', registered_on: h.daysAgo(0, 150) });
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('marriages', person, { event: 'married', registered_on: h.ago(6, 0) });
      return [person];
    },
    (h) => {
      const person = adult(h);
      longOnAid(h, elder(h), 'dibao');
      h.note('marriages', person, { event: 'divorced', registered_on: h.daysAgo(0, 150) });
      return [person];
    },
  ],
};
