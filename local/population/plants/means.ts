import { adult, newlyOnAid, recipient } from './cast.ts';
import type { Recipes } from './cast.ts';
import type { Household, Values } from '../household.ts';

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

export const wageSocialInsurance: Recipes = {
  hits: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.insured(person, 300_000);
      return [person];
    },
    (h) => {
      const person = recipient(h, 'dibao-marginal');
      h.note('social-insurance', person, {
        base_fen: 612_345,
        from_month: h.monthsAgo(0, 20),
        until_month: h.ago(-2, 0),
      });
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.insured(person, 299_999);
      return [person];
    },
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('social-insurance', person, {
        base_fen: 700_000,
        from_month: h.monthsAgo(20, 60),
        until_month: h.monthsAgo(0, 0),
      });
      return [person];
    },
    (h) => {
      const person = adult(h);
      newlyOnAid(h, person);
      h.insured(person, 800_000);
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.damaged('social-insurance', person, { base_fen: 500_000, from_month: h.monthsAgo(2, 20) });
      return [person];
    },
  ],
};

export const wageHousingFund: Recipes = {
  hits: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('housing-fund', person, { base_fen: 300_000, from_month: h.monthsAgo(0, 0) });
      return [person];
    },
    (h) => {
      const person = adult(h);
      newlyOnAid(h, person);
      h.note('housing-fund', person, { base_fen: 723_400, from_month: h.monthsAgo(2, 40) });
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('housing-fund', person, { base_fen: 299_999, from_month: h.monthsAgo(2, 40) });
      return [person];
    },
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('housing-fund', person, {
        base_fen: 800_000,
        from_month: h.monthsAgo(20, 40),
        until_month: h.monthsAgo(0, 0),
      });
      return [person];
    },
  ],
};

const balanceOf = (h: Household, kind: string, fen: number): Values => ({
  asset_kind: kind,
  balance_fen: fen,
  as_of: h.daysAgo(0, 80),
});

/** A recipient and somebody who is not: 100,000 yuan between them are 50,000 a head. */
export const financialAssets: Recipes = {
  hits: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('financial-assets', person, balanceOf(h, 'deposit', 4_000_000));
      for (const other of h.members.slice(1)) h.note('financial-assets', other, balanceOf(h, 'insurance', 6_000_000));
      return [person];
    },
    (h) => {
      const person = recipient(h, 'dibao-marginal');
      h.note('financial-assets', person, balanceOf(h, 'deposit', 9_000_000));
      h.note('financial-assets', person, balanceOf(h, 'securities', 6_543_210));
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('financial-assets', person, balanceOf(h, 'deposit', 9_999_998));
      return [person];
    },
    (h) => {
      const person = adult(h);
      h.left(person, 'dibao', h.ago(40, 0), h.ago(1, 0));
      h.note('financial-assets', person, balanceOf(h, 'deposit', 30_000_000));
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('financial-assets', person, balanceOf(h, 'deposit', 6_000_000));
      h.damaged('financial-assets', person, balanceOf(h, 'securities', 9_000_000));
      return [person];
    },
  ],
};
