import { adult, newlyOnAid } from './cast.ts';
import type { Recipes } from './cast.ts';

export const severeDisabilityUnaided: Recipes = {
  hits: [
    (h) => {
      const person = h.member(18, { born: h.ago(18 * 12, 0) });
      adult(h);
      h.card(person, 'physical', 2, h.ago(3, 0));
      return [person];
    },
    (h) => {
      const person = adult(h);
      adult(h);
      h.card(person, 'mental', 3, h.daysAgo(200, 2_000));
      h.note('social-insurance', person, {
        base_fen: 450_000,
        from_month: h.monthsAgo(30, 60),
        until_month: h.monthsAgo(1, 9),
      });
      return [person];
    },
    (h) => {
      const person = adult(h);
      newlyOnAid(h, adult(h));
      h.card(person, 'multiple', 1, h.daysAgo(200, 2_000));
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = h.member(17, { born: h.ago(18 * 12, 1) });
      adult(h);
      h.card(person, 'physical', 2, h.daysAgo(200, 2_000));
      return [person];
    },
    (h) => {
      const person = adult(h);
      h.card(person, 'physical', 3, h.daysAgo(200, 2_000));
      return [person];
    },
    (h) => {
      const person = adult(h);
      h.card(person, 'mental', 3, h.daysAgo(200, 2_000));
      h.insured(person, 400_000);
      return [person];
    },
    (h) => {
      const person = adult(h);
      h.card(person, 'mental', 2, h.daysAgo(200, 2_000));
      h.pensioned(person, 150_000);
      return [person];
    },
    (h) => {
      const person = adult(h);
      adult(h);
      h.card(person, 'vision', 1, h.ago(121, 0), h.on);
      return [person];
    },
    (h) => {
      const person = adult(h);
      newlyOnAid(h, person);
      h.card(person, 'vision', 1, h.daysAgo(200, 2_000));
      return [person];
    },
  ],
};
