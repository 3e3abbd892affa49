import type { CivilDate } from '../../../functions/domain/values/civil-date.ts';
import type { Tier } from '../../../policy/schema.ts';
import type { Household } from '../household.ts';
import type { Person } from '../people.ts';
import { adult } from './cast.ts';
import type { Recipes } from './cast.ts';

function disabled(h: Household, tier: Tier, from: CivilDate): Person {
  const person = adult(h);
  h.aid(person, tier, from);
  h.withheld.add('disability-living');
  return person;
}

export const disabilityLivingMissing: Recipes = {
  hits: [
    (h) => {
      const person = disabled(h, 'dibao', h.ago(2, 0));
      h.card(person, 'physical', 4, h.on);
      return [person];
    },
    (h) => {
      const person = disabled(h, 'dibao', h.ago(30, 0));
      h.card(person, 'vision', 1, h.daysAgo(100, 900));
      h.granted(person, 'disability-living', h.daysAgo(200, 700), h.on, 21_500);
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = disabled(h, 'dibao', h.ago(2, 1));
      h.card(person, 'physical', 4, h.daysAgo(100, 900));
      return [person];
    },
    (h) => {
      const person = disabled(h, 'dibao', h.ago(30, 0));
      h.card(person, 'physical', 4, h.ago(121, 0), h.on);
      return [person];
    },
    (h) => {
      const person = disabled(h, 'destitute', h.ago(30, 0));
      h.card(person, 'physical', 2, h.daysAgo(100, 900));
      return [person];
    },
    (h) => {
      const person = disabled(h, 'dibao', h.ago(30, 0));
      h.card(person, 'physical', 2, h.daysAgo(100, 900));
      h.granted(person, 'disability-living', h.daysAgo(100, 700), h.ago(0, 1), 21_500);
      return [person];
    },
  ],
};
