import type { CivilDate } from '../../../functions/domain/values/civil-date.ts';
import type { Tier } from '../../../policy/schema.ts';
import type { Household } from '../household.ts';
import type { Person } from '../people.ts';
import { adult, longOnAid } from './cast.ts';
import type { Recipes } from './cast.ts';

function ill(h: Household, tier: Tier, from: CivilDate, fen: number): Person {
  const person = adult(h);
  h.aid(person, tier, from);
  h.withheld.add('medical-aid');
  h.cost(person, 100_000, h.ago(12, 1));
  h.cost(person, fen - 100_000, h.daysAgo(0, 200));
  return person;
}

export const medicalAidMissing: Recipes = {
  hits: [
    (h) => {
      const person = ill(h, 'dibao', h.ago(12, 0), 500_000);
      h.granted(person, 'medical-aid', h.ago(12, 0), undefined, 100_000);
      return [person];
    },
    (h) => [ill(h, 'dibao-marginal', h.ago(30, 0), 1_234_567)],
  ],
  near: [
    (h) => [ill(h, 'dibao', h.ago(30, 0), 499_999)],
    (h) => [ill(h, 'dibao', h.ago(12, 1), 900_000)],
    (h) => {
      const person = ill(h, 'dibao', h.ago(30, 0), 900_000);
      h.granted(person, 'medical-aid', h.ago(12, 1), undefined, 100_000);
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = adult(h);
      longOnAid(h, person, 'dibao');
      h.withheld.add('medical-aid');
      h.damaged('medical-expenses', person, h.costOf(800_000, h.daysAgo(0, 200)));
      return [person];
    },
  ],
};
