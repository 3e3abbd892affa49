import type { Household, Values } from '../household.ts';
import { adult, newlyOnAid, recipient } from './cast.ts';
import type { Recipes } from './cast.ts';

const vehicleOf = (h: Household, kind: string, priceFen: number): Values => ({
  plate: `鲁Z${h.serial()}`,
  vehicle_kind: kind,
  price_fen: priceFen,
  registered_on: h.daysAgo(5, 2_000),
});

export const vehicle: Recipes = {
  hits: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('vehicles', person, vehicleOf(h, 'car', 5_000_000));
      return [person];
    },
    (h) => {
      const person = recipient(h, 'dibao-marginal');
      h.note('vehicles', person, vehicleOf(h, 'truck', 18_650_000));
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('vehicles', person, vehicleOf(h, 'car', 4_999_999));
      return [person];
    },
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('vehicles', person, vehicleOf(h, 'motorcycle', 6_000_000));
      return [person];
    },
    (h) => {
      const person = adult(h);
      newlyOnAid(h, adult(h));
      h.note('vehicles', person, vehicleOf(h, 'car', 12_000_000));
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.damaged('vehicles', person, vehicleOf(h, 'car', 12_000_000));
      return [person];
    },
  ],
};
