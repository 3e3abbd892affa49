import { adult, longOnAid } from './cast.ts';
import type { Recipes } from './cast.ts';

export const pensionStart: Recipes = {
  hits: [
    (h) => {
      const person = h.member(60, {});
      longOnAid(h, person, 'dibao');
      h.note('pensions', person, { started_on: h.ago(6, 1), monthly_fen: 100_000 });
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = h.member(60, {});
      longOnAid(h, person, 'dibao');
      h.note('pensions', person, { started_on: h.ago(6, 0), monthly_fen: 250_000 });
      return [person];
    },
    (h) => {
      const person = h.member(60, {});
      longOnAid(h, person, 'dibao');
      h.note('pensions', person, { started_on: h.daysAgo(0, 150), monthly_fen: 99_999 });
      return [person];
    },
    (h) => {
      const person = h.member(60, {});
      longOnAid(h, adult(h), 'dibao');
      h.note('pensions', person, { started_on: h.daysAgo(0, 150), monthly_fen: 350_000 });
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = h.member(60, {});
      longOnAid(h, person, 'dibao');
      h.damaged('pensions', person, { started_on: h.daysAgo(0, 150), monthly_fen: 280_000 });
      return [person];
    },
  ],
};
