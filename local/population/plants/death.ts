import { adult, elder, longOnAid, recipient } from './cast.ts';
import type { Recipes } from './cast.ts';

export const death: Recipes = {
  hits: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('deaths', person, { died_on: h.on });
      return [person];
    },
    (h) => {
      const person = elder(h);
      adult(h);
      longOnAid(h, person, 'destitute');
      h.note('deaths', person, { died_on: h.daysAgo(10, 200) });
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = elder(h);
      longOnAid(h, adult(h), 'dibao');
      h.note('deaths', person, { died_on: h.daysAgo(10, 200) });
      return [person];
    },
    (h) => {
      const person = elder(h);
      adult(h);
      const died = h.daysAgo(10, 200);
      h.left(person, 'dibao', h.ago(40, 0), died);
      h.note('deaths', person, { died_on: died });
      return [person];
    },
    (h) => {
      const person = elder(h);
      adult(h);
      h.aid(person, 'dibao', h.ago(40, 0), h.on);
      h.note('deaths', person, { died_on: h.daysAgo(10, 200) });
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.damaged('deaths', person, { died_on: h.daysAgo(10, 200) });
      return [person];
    },
  ],
};
