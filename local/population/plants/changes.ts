import { civilDate } from '../../../functions/domain/values/civil-date.ts';
import type { CivilDate } from '../../../functions/domain/values/civil-date.ts';
import type { Tier } from '../../../policy/schema.ts';
import { adult, child, elder, longOnAid, recipient } from './cast.ts';
import type { Recipes } from './cast.ts';
import type { Household } from '../household.ts';
import type { Person } from '../people.ts';

export const pensionStart: Recipes = {
  hits: [
    (h) => {
      const person = h.member(60, {});
      longOnAid(h, person, 'dibao');
      h.note('pensions', person, { started_on: h.ago(6, 1), monthly_fen: 100_000 });
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = h.member(60, {});
      longOnAid(h, person, 'dibao');
      h.note('pensions', person, { started_on: h.ago(6, 0), monthly_fen: 250_000 });
      return [person];
    },
    (h) => {
      const person = h.member(60, {});
      longOnAid(h, person, 'dibao');
      h.note('pensions', person, { started_on: h.daysAgo(0, 150), monthly_fen: 99_999 });
      return [person];
    },
    (h) => {
      const person = h.member(60, {});
      longOnAid(h, adult(h), 'dibao');
      h.note('pensions', person, { started_on: h.daysAgo(0, 150), monthly_fen: 350_000 });
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = h.member(60, {});
      longOnAid(h, person, 'dibao');
      h.damaged('pensions', person, { started_on: h.daysAgo(0, 150), monthly_fen: 280_000 });
      return [person];
    },
  ],
};

export const marriageChange: Recipes = {
  hits: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('marriages', person, { event: 'married', registered_on: h.ago(6, 1) });
      return [person];
    },
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('marriages', person, { event: 'divorced', registered_on: h.daysAgo(0, 150) });
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('marriages', person, { event: 'married', registered_on: h.ago(6, 0) });
      return [person];
    },
    (h) => {
      const person = adult(h);
      longOnAid(h, elder(h), 'dibao');
      h.note('marriages', person, { event: 'divorced', registered_on: h.daysAgo(0, 150) });
      return [person];
    },
  ],
};

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

function learner(h: Household, from: CivilDate, recognised: CivilDate, level: string): Person {
  const person = child(h);
  adult(h);
  h.aid(person, 'dibao', from);
  h.withheld.add('education-aid');
  h.note('students-in-hardship', person, {
    school: '演示小学',
    stage: 'compulsory',
    level,
    recognised_on: recognised,
  });
  return person;
}

export const educationAidMissing: Recipes = {
  hits: [
    (h) => [learner(h, h.ago(3, 0), h.ago(12, 1), 'severe')],
    (h) => {
      const person = learner(h, h.ago(40, 0), h.daysAgo(0, 200), 'mild');
      h.granted(person, 'education-aid', h.ago(12, 0), undefined, 200_000);
      return [person];
    },
  ],
  near: [
    (h) => [learner(h, h.ago(3, 1), h.daysAgo(0, 200), 'severe')],
    (h) => [learner(h, h.ago(40, 0), h.ago(12, 0), 'severe')],
    (h) => {
      const person = learner(h, h.ago(40, 0), h.daysAgo(0, 200), 'moderate');
      h.granted(person, 'education-aid', h.ago(12, 1), undefined, 200_000);
      return [person];
    },
  ],
};
