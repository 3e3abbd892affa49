import type { Household, Values } from '../household.ts';
import { adult, recipient } from './cast.ts';
import type { Recipes } from './cast.ts';

const propertyOf = (h: Household, use: string): Values => ({
  property_no: `370500${h.serial()}`,
  use_kind: use,
  area_sqm: h.draw.between(40, 180),
  acquired_on: h.daysAgo(30, 5_000),
});

export const house: Recipes = {
  hits: [
    (h) => {
      const person = recipient(h, 'dibao');
      for (const owner of h.members) h.note('property', owner, propertyOf(h, 'dwelling'));
      return [person];
    },
    (h) => {
      const person = recipient(h, 'dibao');
      for (const owner of h.members.slice(1)) h.note('property', owner, propertyOf(h, 'commercial'));
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('property', person, propertyOf(h, 'dwelling'));
      h.note('property', person, propertyOf(h, 'other'));
      return [person];
    },
    (h) => {
      const person = adult(h);
      h.left(person, 'dibao', h.ago(40, 0), h.ago(1, 0));
      h.note('property', person, propertyOf(h, 'dwelling'));
      h.note('property', person, propertyOf(h, 'commercial'));
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('property', person, propertyOf(h, 'dwelling'));
      h.damaged('property', person, propertyOf(h, 'dwelling'));
      return [person];
    },
  ],
};
