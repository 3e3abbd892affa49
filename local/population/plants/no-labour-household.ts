import { child, elder, newlyOnAid } from './cast.ts';
import type { Recipes } from './cast.ts';

const SIXTY = 60 * 12;
const SIXTEEN = 16 * 12;

export const noLabourHousehold: Recipes = {
  hits: [
    (h) => [h.member(60, { born: h.ago(SIXTY, 0) })],
    (h) => {
      const person = h.member(71, {});
      h.member(64, {});
      h.member(15, { born: h.ago(SIXTEEN, 1) });
      return [person];
    },
    // The son whom the elder looks after is unaided as well.
    (h) => {
      const person = elder(h);
      const son = h.member(36, {});
      h.card(son, 'physical', 2, h.daysAgo(200, 2_000));
      h.also.push({ indicator: 'severe-disability-unaided', person: son });
      return [person];
    },
  ],
  near: [
    (h) => [h.member(59, { born: h.ago(SIXTY, 1) })],
    (h) => {
      const person = elder(h);
      h.member(16, { born: h.ago(SIXTEEN, 0) });
      return [person];
    },
    (h) => {
      const person = elder(h);
      h.pensioned(person, 18_000);
      return [person];
    },
    (h) => {
      const person = elder(h);
      newlyOnAid(h, child(h));
      return [person];
    },
    (h) => {
      const person = elder(h);
      h.card(h.member(36, {}), 'physical', 3, h.daysAgo(200, 2_000));
      return [person];
    },
  ],
};
