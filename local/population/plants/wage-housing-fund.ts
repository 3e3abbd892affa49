import { adult, newlyOnAid, recipient } from './cast.ts';
import type { Recipes } from './cast.ts';

export const wageHousingFund: Recipes = {
  hits: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('housing-fund', person, { base_fen: 300_000, from_month: h.monthsAgo(0, 0) });
      return [person];
    },
    (h) => {
      const person = adult(h);
      newlyOnAid(h, person);
      h.note('housing-fund', person, { base_fen: 723_400, from_month: h.monthsAgo(2, 40) });
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('housing-fund', person, { base_fen: 299_999, from_month: h.monthsAgo(2, 40) });
      return [person];
    },
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('housing-fund', person, {
        base_fen: 800_000,
        from_month: h.monthsAgo(20, 40),
        until_month: h.monthsAgo(0, 0),
      });
      return [person];
    },
  ],
};
