import { adult, child, elder, newlyOnAid } from './cast.ts';
import type { Recipes } from './cast.ts';

export const longJoblessness: Recipes = {
  hits: [
    (h) => {
      const person = adult(h);
      h.note('unemployment', person, { registered_on: h.ago(6, 0) });
      return [person];
    },
    (h) => {
      const person = adult(h);
      const other = adult(h);
      h.note('unemployment', person, { registered_on: h.daysAgo(190, 700) });
      h.note('social-insurance', other, {
        base_fen: 500_000,
        from_month: h.monthsAgo(30, 60),
        until_month: h.monthsAgo(0, 0),
      });
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = adult(h);
      h.note('unemployment', person, { registered_on: h.ago(6, 1) });
      return [person];
    },
    (h) => {
      const person = adult(h);
      h.note('unemployment', person, { registered_on: h.daysAgo(190, 700), ended_on: h.on });
      return [person];
    },
    (h) => {
      const person = adult(h);
      h.insured(adult(h), 450_000);
      h.note('unemployment', person, { registered_on: h.daysAgo(190, 700) });
      return [person];
    },
    (h) => {
      const person = adult(h);
      h.pensioned(elder(h), 30_000);
      h.note('unemployment', person, { registered_on: h.daysAgo(190, 700) });
      return [person];
    },
    (h) => {
      const person = adult(h);
      newlyOnAid(h, elder(h));
      h.note('unemployment', person, { registered_on: h.daysAgo(190, 700) });
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = adult(h);
      h.damaged('unemployment', person, { registered_on: h.daysAgo(190, 700) });
      return [person];
    },
  ],
};

const school = { school: '演示中学', stage: 'compulsory' };

export const studentHardship: Recipes = {
  hits: [
    (h) => {
      const person = child(h);
      adult(h);
      h.note('students-in-hardship', person, { ...school, level: 'moderate', recognised_on: h.ago(12, 1) });
      return [person];
    },
    (h) => {
      const person = h.member(20, {});
      adult(h);
      h.note('students-in-hardship', person, {
        school: '演示大学',
        stage: 'undergraduate',
        level: 'severe',
        recognised_on: h.daysAgo(0, 300),
      });
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = child(h);
      adult(h);
      h.note('students-in-hardship', person, { ...school, level: 'mild', recognised_on: h.daysAgo(0, 300) });
      return [person];
    },
    (h) => {
      const person = child(h);
      adult(h);
      h.note('students-in-hardship', person, { ...school, level: 'severe', recognised_on: h.ago(12, 0) });
      return [person];
    },
    (h) => {
      const person = child(h);
      newlyOnAid(h, adult(h));
      h.note('students-in-hardship', person, { ...school, level: 'severe', recognised_on: h.daysAgo(0, 300) });
      return [person];
    },
  ],
};

export const disasterOrAccident: Recipes = {
  hits: [
    (h) => {
      const person = adult(h);
      h.note('disasters', person, { event: '交通事故', happened_on: h.ago(2, 1), loss_fen: 3_200_000 });
      return [person];
    },
    (h) => {
      const person = adult(h);
      newlyOnAid(h, elder(h));
      h.note('disasters', person, { event: '火灾', happened_on: h.on });
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = adult(h);
      h.note('disasters', person, { event: '交通事故', happened_on: h.ago(2, 0), loss_fen: 3_200_000 });
      return [person];
    },
    (h) => {
      const person = adult(h);
      newlyOnAid(h, person);
      h.note('disasters', person, { event: '火灾', happened_on: h.daysAgo(0, 40), loss_fen: 900_000 });
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = adult(h);
      h.damaged('disasters', person, { event: '洪涝', happened_on: h.daysAgo(0, 40), loss_fen: 800_000 });
      return [person];
    },
  ],
};

const SIXTY = 60 * 12;
const SIXTEEN = 16 * 12;

export const noLabourHousehold: Recipes = {
  hits: [
    (h) => [h.member(60, { born: h.ago(SIXTY, 0) })],
    (h) => {
      const person = h.member(71, {});
      h.member(64, {});
      h.member(15, { born: h.ago(SIXTEEN, 1) });
      return [person];
    },
    // The son whom the elder looks after is unaided as well.
    (h) => {
      const person = elder(h);
      const son = h.member(36, {});
      h.card(son, 'physical', 2, h.daysAgo(200, 2_000));
      h.also.push({ indicator: 'severe-disability-unaided', person: son });
      return [person];
    },
  ],
  near: [
    (h) => [h.member(59, { born: h.ago(SIXTY, 1) })],
    (h) => {
      const person = elder(h);
      h.member(16, { born: h.ago(SIXTEEN, 0) });
      return [person];
    },
    (h) => {
      const person = elder(h);
      h.pensioned(person, 18_000);
      return [person];
    },
    (h) => {
      const person = elder(h);
      newlyOnAid(h, child(h));
      return [person];
    },
    (h) => {
      const person = elder(h);
      h.card(h.member(36, {}), 'physical', 3, h.daysAgo(200, 2_000));
      return [person];
    },
  ],
};

export const antiRelapseUnmatched: Recipes = {
  hits: [
    (h) => {
      const person = adult(h);
      h.note('anti-relapse', person, { kind: 'sudden', identified_on: h.daysAgo(0, 900) });
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = adult(h);
      h.note('anti-relapse', person, { kind: 'sudden', identified_on: h.daysAgo(40, 900), removed_on: h.on });
      return [person];
    },
    (h) => {
      const person = adult(h);
      newlyOnAid(h, person);
      h.note('anti-relapse', person, { kind: 'marginal', identified_on: h.daysAgo(0, 900) });
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = adult(h);
      h.damaged('anti-relapse', person, { kind: 'unstable', identified_on: h.daysAgo(0, 900) });
      return [person];
    },
  ],
};
