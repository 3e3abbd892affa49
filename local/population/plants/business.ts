import type { Household, Values } from '../household.ts';
import { recipient } from './cast.ts';
import type { Recipes } from './cast.ts';

const businessOf = (h: Household, role: string, status: string): Values => ({
  registration_no: `92370599MA${h.serial()}`,
  role,
  status,
  capital_fen: 5_000_000,
  registered_on: h.daysAgo(10, 2_000),
});

export const business: Recipes = {
  hits: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('business-registrations', person, businessOf(h, 'operator', 'active'));
      return [person];
    },
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('business-registrations', person, businessOf(h, 'legal-representative', 'active'));
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('business-registrations', person, businessOf(h, 'shareholder', 'active'));
      return [person];
    },
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('business-registrations', person, businessOf(h, 'operator', 'closed'));
      return [person];
    },
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('business-registrations', person, businessOf(h, 'legal-representative', 'revoked'));
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.damaged('business-registrations', person, businessOf(h, 'operator', 'active'));
      return [person];
    },
  ],
};
