import { civilDate } from '../../../functions/domain/values/civil-date.ts';
import type { CivilDate } from '../../../functions/domain/values/civil-date.ts';
import type { Tier } from '../../../policy/schema.ts';
import type { Household } from '../household.ts';
import type { Person } from '../people.ts';
import { adult } from './cast.ts';
import type { Recipes } from './cast.ts';

const newYear = (h: Household): CivilDate => civilDate(`${h.on.slice(0, 4)}-01-01`);
const newYearsEve = (h: Household): CivilDate => civilDate(`${Number(h.on.slice(0, 4)) - 1}-12-31`);

function unpaid(h: Household, tier: Tier, from: CivilDate): Person {
  const person = adult(h);
  h.aid(person, tier, from);
  h.withheld.add('insurance-premium');
  return person;
}

export const premiumAidMissing: Recipes = {
  hits: [
    (h) => {
      const person = unpaid(h, 'dibao', newYearsEve(h));
      h.granted(person, 'insurance-premium', newYearsEve(h), undefined, 40_000);
      return [person];
    },
    (h) => [unpaid(h, 'destitute', h.ago(60, 0))],
  ],
  near: [
    (h) => [unpaid(h, 'dibao', newYear(h))],
    (h) => [unpaid(h, 'dibao-marginal', h.ago(60, 0))],
    (h) => {
      const person = unpaid(h, 'dibao', h.ago(60, 0));
      h.granted(person, 'insurance-premium', newYear(h), undefined, 40_000);
      return [person];
    },
  ],
};
