import { elder, longOnAid } from './cast.ts';
import type { Recipes } from './cast.ts';

export const duplicateDestituteDibao: Recipes = {
  hits: [
    (h) => {
      const person = elder(h);
      longOnAid(h, person, 'destitute');
      h.aid(person, 'dibao', h.ago(20, 0));
      return [person];
    },
    (h) => {
      const person = elder(h);
      longOnAid(h, person, 'dibao');
      h.aid(person, 'destitute', h.on);
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = elder(h);
      longOnAid(h, person, 'destitute');
      h.aid(person, 'dibao', h.ago(60, 0), h.on);
      return [person];
    },
    (h) => {
      const person = elder(h);
      longOnAid(h, person, 'destitute');
      h.left(person, 'dibao', h.ago(80, 0), h.ago(3, 0));
      return [person];
    },
    (h) => {
      const person = elder(h);
      longOnAid(h, person, 'dibao');
      h.aid(person, 'rigid-expenditure', h.ago(5, 0), h.ago(-7, 0));
      return [person];
    },
  ],
};
