import { child, elder, longOnAid, ward } from './cast.ts';
import type { Recipes } from './cast.ts';

export const duplicateOrphanDestitute: Recipes = {
  hits: [
    (h) => {
      const person = ward(h, 'orphan', 'full');
      longOnAid(h, person, 'destitute');
      return [person];
    },
    (h) => {
      const person = ward(h, 'de-facto-unattended', 'partial');
      longOnAid(h, person, 'destitute');
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = ward(h, 'orphan', 'full');
      longOnAid(h, person, 'dibao');
      return [person];
    },
    (h) => {
      const person = child(h);
      elder(h);
      h.note('child-welfare', person, {
        scheme: 'orphan',
        is_full: 'full',
        from_date: h.daysAgo(100, 700),
        until_date: h.on,
      });
      longOnAid(h, person, 'destitute');
      return [person];
    },
  ],
};
