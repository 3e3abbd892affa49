import { child, elder, newlyOnAid } from './cast.ts';
import type { Recipes } from './cast.ts';

export const orphanUnaided: Recipes = {
  hits: [
    (h) => [h.member(17, { born: h.ago(18 * 12, 1) })],
    (h) => {
      const person = h.member(16, {});
      h.note('child-welfare', person, {
        scheme: 'orphan',
        is_full: 'full',
        from_date: h.daysAgo(400, 900),
        until_date: h.on,
      });
      return [person];
    },
    // A household of children is one without labour as well.
    (h) => {
      const older = h.member(13, {});
      const younger = h.member(8, {});
      h.also.push({ indicator: 'no-labour-household', person: older });
      return [older, younger];
    },
  ],
  near: [
    (h) => {
      const person = child(h);
      h.member(18, { born: h.ago(18 * 12, 0) });
      return [person];
    },
    (h) => {
      const person = h.member(16, {});
      h.needed('child-welfare', person, { scheme: 'orphan', is_full: 'full', from_date: h.daysAgo(100, 900) });
      return [person];
    },
    (h) => {
      const person = child(h);
      newlyOnAid(h, person);
      return [person];
    },
    (h) => {
      const person = child(h);
      h.pensioned(elder(h), 20_000);
      return [person];
    },
  ],
};
