import { adult, elder, newlyOnAid } from './cast.ts';
import type { Recipes } from './cast.ts';

export const longJoblessness: Recipes = {
  hits: [
    (h) => {
      const person = adult(h);
      h.note('unemployment', person, { registered_on: h.ago(6, 0) });
      return [person];
    },
    (h) => {
      const person = adult(h);
      const other = adult(h);
      h.note('unemployment', person, { registered_on: h.daysAgo(190, 700) });
      h.note('social-insurance', other, {
        base_fen: 500_000,
        from_month: h.monthsAgo(30, 60),
        until_month: h.monthsAgo(0, 0),
      });
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = adult(h);
      h.note('unemployment', person, { registered_on: h.ago(6, 1) });
      return [person];
    },
    (h) => {
      const person = adult(h);
      h.note('unemployment', person, { registered_on: h.daysAgo(190, 700), ended_on: h.on });
      return [person];
    },
    (h) => {
      const person = adult(h);
      h.insured(adult(h), 450_000);
      h.note('unemployment', person, { registered_on: h.daysAgo(190, 700) });
      return [person];
    },
    (h) => {
      const person = adult(h);
      h.pensioned(elder(h), 30_000);
      h.note('unemployment', person, { registered_on: h.daysAgo(190, 700) });
      return [person];
    },
    (h) => {
      const person = adult(h);
      newlyOnAid(h, elder(h));
      h.note('unemployment', person, { registered_on: h.daysAgo(190, 700) });
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = adult(h);
      h.damaged('unemployment', person, { registered_on: h.daysAgo(190, 700) });
      return [person];
    },
  ],
};
