import { adult, elder, newlyOnAid } from './cast.ts';
import type { Recipes } from './cast.ts';

export const disasterOrAccident: Recipes = {
  hits: [
    (h) => {
      const person = adult(h);
      h.note('disasters', person, { event: '交通事故', happened_on: h.ago(2, 1), loss_fen: 3_200_000 });
      return [person];
    },
    (h) => {
      const person = adult(h);
      newlyOnAid(h, elder(h));
      h.note('disasters', person, { event: '火灾', happened_on: h.on });
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = adult(h);
      h.note('disasters', person, { event: '交通事故', happened_on: h.ago(2, 0), loss_fen: 3_200_000 });
      return [person];
    },
    (h) => {
      const person = adult(h);
      newlyOnAid(h, person);
      h.note('disasters', person, { event: '火灾', happened_on: h.daysAgo(0, 40), loss_fen: 900_000 });
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = adult(h);
      h.damaged('disasters', person, { event: '洪涝', happened_on: h.daysAgo(0, 40), loss_fen: 800_000 });
      return [person];
    },
  ],
};
