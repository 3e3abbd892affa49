import { adult, child, newlyOnAid } from './cast.ts';
import type { Recipes } from './cast.ts';

export const highMedicalCost: Recipes = {
  hits: [
    (h) => {
      const person = adult(h);
      adult(h);
      h.cost(person, 1_300_000, h.ago(12, 1));
      h.cost(person, 700_000, h.daysAgo(0, 60));
      return [person];
    },
    (h) => {
      const person = child(h);
      adult(h);
      h.cost(person, 3_512_345, h.daysAgo(5, 300));
      return [person];
    },
    (h) => {
      const person = adult(h);
      newlyOnAid(h, adult(h));
      for (let bill = 0; bill < 10; bill += 1) h.cost(person, 200_000, h.daysAgo(1, 350));
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = adult(h);
      h.cost(person, 1_300_000, h.ago(12, 1));
      h.cost(person, 699_999, h.daysAgo(0, 60));
      return [person];
    },
    (h) => {
      const person = adult(h);
      h.cost(person, 1_600_000, h.daysAgo(5, 300));
      h.cost(person, 900_000, h.ago(12, 0));
      return [person];
    },
    (h) => {
      const person = adult(h);
      newlyOnAid(h, person);
      h.cost(person, 2_600_000, h.daysAgo(5, 300));
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = adult(h);
      h.cost(person, 1_200_000, h.daysAgo(5, 300));
      h.damaged('medical-expenses', person, h.costOf(900_000, h.daysAgo(5, 300)));
      return [person];
    },
  ],
};

export const householdMedicalBurden: Recipes = {
  hits: [
    (h) => {
      const person = adult(h);
      h.cost(person, 1_600_000, h.ago(12, 1));
      h.cost(adult(h), 1_400_000, h.daysAgo(0, 300));
      return [person];
    },
    (h) => {
      const person = child(h);
      for (const fen of [900_000, 950_000]) h.cost(adult(h), fen, h.daysAgo(0, 300));
      h.cost(person, 1_999_999, h.daysAgo(0, 300));
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = adult(h);
      h.cost(person, 1_600_000, h.daysAgo(0, 300));
      h.cost(adult(h), 1_399_999, h.daysAgo(0, 300));
      return [person];
    },
    (h) => {
      const person = adult(h);
      h.cost(person, 1_600_000, h.daysAgo(0, 300));
      h.cost(adult(h), 1_500_000, h.daysAgo(0, 300));
      newlyOnAid(h, child(h));
      return [person];
    },
    (h) => {
      const person = adult(h);
      h.cost(person, 1_700_000, h.daysAgo(0, 300));
      h.cost(adult(h), 1_600_000, h.ago(12, 0));
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = adult(h);
      h.cost(person, 1_700_000, h.daysAgo(5, 300));
      h.damaged('medical-expenses', adult(h), h.costOf(1_500_000, h.daysAgo(5, 300)));
      return [person];
    },
  ],
};

export const newDisability: Recipes = {
  hits: [
    (h) => {
      const person = adult(h);
      adult(h);
      h.card(person, 'physical', 2, h.ago(3, 1));
      return [person];
    },
    (h) => {
      const person = child(h);
      adult(h);
      h.card(person, 'intellectual', 1, h.daysAgo(0, 80));
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = adult(h);
      h.card(person, 'physical', 3, h.daysAgo(0, 80));
      return [person];
    },
    (h) => {
      const person = child(h);
      adult(h);
      h.card(person, 'vision', 1, h.ago(3, 0));
      return [person];
    },
    (h) => {
      const person = adult(h);
      newlyOnAid(h, person);
      h.card(person, 'vision', 1, h.daysAgo(0, 80));
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = adult(h);
      adult(h);
      h.damaged('disability-cards', person, {
        kind: 'vision',
        grade: 1,
        issued_on: h.daysAgo(1, 80),
        valid_until: h.ago(-100, 0),
      });
      return [person];
    },
  ],
};

export const severeDisabilityUnaided: Recipes = {
  hits: [
    (h) => {
      const person = h.member(18, { born: h.ago(18 * 12, 0) });
      adult(h);
      h.card(person, 'physical', 2, h.ago(3, 0));
      return [person];
    },
    (h) => {
      const person = adult(h);
      adult(h);
      h.card(person, 'mental', 3, h.daysAgo(200, 2_000));
      h.note('social-insurance', person, {
        base_fen: 450_000,
        from_month: h.monthsAgo(30, 60),
        until_month: h.monthsAgo(1, 9),
      });
      return [person];
    },
    (h) => {
      const person = adult(h);
      newlyOnAid(h, adult(h));
      h.card(person, 'multiple', 1, h.daysAgo(200, 2_000));
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = h.member(17, { born: h.ago(18 * 12, 1) });
      adult(h);
      h.card(person, 'physical', 2, h.daysAgo(200, 2_000));
      return [person];
    },
    (h) => {
      const person = adult(h);
      h.card(person, 'physical', 3, h.daysAgo(200, 2_000));
      return [person];
    },
    (h) => {
      const person = adult(h);
      h.card(person, 'mental', 3, h.daysAgo(200, 2_000));
      h.insured(person, 400_000);
      return [person];
    },
    (h) => {
      const person = adult(h);
      h.card(person, 'mental', 2, h.daysAgo(200, 2_000));
      h.pensioned(person, 150_000);
      return [person];
    },
    (h) => {
      const person = adult(h);
      adult(h);
      h.card(person, 'vision', 1, h.ago(121, 0), h.on);
      return [person];
    },
    (h) => {
      const person = adult(h);
      newlyOnAid(h, person);
      h.card(person, 'vision', 1, h.daysAgo(200, 2_000));
      return [person];
    },
  ],
};

export const seriousIllness: Recipes = {
  hits: [
    (h) => {
      const person = adult(h);
      adult(h);
      h.note('serious-illness', person, { disease: '恶性肿瘤', diagnosed_on: h.ago(12, 1) });
      return [person];
    },
    (h) => {
      const person = child(h);
      adult(h);
      h.note('serious-illness', person, { disease: '血友病', diagnosed_on: h.daysAgo(0, 300) });
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = adult(h);
      h.note('serious-illness', person, { disease: '恶性肿瘤', diagnosed_on: h.ago(12, 0) });
      return [person];
    },
    (h) => {
      const person = adult(h);
      newlyOnAid(h, child(h));
      h.note('serious-illness', person, { disease: '终末期肾病', diagnosed_on: h.daysAgo(0, 300) });
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = adult(h);
      h.damaged('serious-illness', person, { disease: '恶性肿瘤', diagnosed_on: h.daysAgo(0, 300) });
      return [person];
    },
  ],
};
