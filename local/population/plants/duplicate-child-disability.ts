import { ward } from './cast.ts';
import type { Recipes } from './cast.ts';

export const duplicateChildDisability: Recipes = {
  hits: [
    (h) => {
      const person = ward(h, 'de-facto-unattended', 'full');
      h.card(person, 'physical', 2, h.daysAgo(200, 1_000));
      h.granted(person, 'disability-living', h.daysAgo(20, 90), undefined, 21_500);
      return [person];
    },
    (h) => {
      const person = ward(h, 'de-facto-unattended', 'full');
      h.granted(person, 'disability-living', h.on, h.ago(0, 1), 21_500);
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = ward(h, 'de-facto-unattended', 'partial');
      h.granted(person, 'disability-living', h.daysAgo(20, 90), undefined, 21_500);
      return [person];
    },
    (h) => {
      const person = ward(h, 'orphan', 'full');
      h.granted(person, 'disability-living', h.daysAgo(20, 90), undefined, 21_500);
      return [person];
    },
    (h) => {
      const person = ward(h, 'de-facto-unattended', 'full');
      h.granted(person, 'disability-living', h.daysAgo(200, 900), h.on, 21_500);
      return [person];
    },
    (h) => {
      const person = ward(h, 'de-facto-unattended', 'full');
      h.granted(person, 'child-rehabilitation', h.daysAgo(20, 90), undefined, 300_000);
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = ward(h, 'de-facto-unattended', 'full');
      h.damaged('aid-granted', person, {
        entitlement: 'disability-living',
        granted_on: h.daysAgo(20, 90),
        amount_fen: 21_500,
      });
      return [person];
    },
  ],
};
