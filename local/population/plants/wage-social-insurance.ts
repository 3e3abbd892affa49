import { adult, newlyOnAid, recipient } from './cast.ts';
import type { Recipes } from './cast.ts';

export const wageSocialInsurance: Recipes = {
  hits: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.insured(person, 300_000);
      return [person];
    },
    (h) => {
      const person = recipient(h, 'dibao-marginal');
      h.note('social-insurance', person, {
        base_fen: 612_345,
        from_month: h.monthsAgo(0, 20),
        until_month: h.ago(-2, 0),
      });
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.insured(person, 299_999);
      return [person];
    },
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('social-insurance', person, {
        base_fen: 700_000,
        from_month: h.monthsAgo(20, 60),
        until_month: h.monthsAgo(0, 0),
      });
      return [person];
    },
    (h) => {
      const person = adult(h);
      newlyOnAid(h, person);
      h.insured(person, 800_000);
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.damaged('social-insurance', person, { base_fen: 500_000, from_month: h.monthsAgo(2, 20) });
      return [person];
    },
  ],
};
