import { adult, child, elder, newlyOnAid } from './cast.ts';
import type { Recipes } from './cast.ts';
import type { Household } from '../household.ts';
import type { Person } from '../people.ts';

function refusedOne(h: Household): Person {
  const person = adult(h);
  adult(h);
  h.refused(person, h.daysAgo(20, 700));
  return person;
}

export const refusedWorsening: Recipes = {
  hits: [
    (h) => {
      const person = refusedOne(h);
      h.cost(person, 600_000, h.ago(6, 1));
      h.cost(person, 400_000, h.daysAgo(0, 150));
      return [person];
    },
    (h) => {
      const person = refusedOne(h);
      h.card(person, 'hearing', 4, h.ago(6, 1));
      return [person];
    },
    (h) => {
      const person = refusedOne(h);
      h.note('disasters', person, { event: '房屋倒塌', happened_on: h.ago(6, 1), loss_fen: 2_000_000 });
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = refusedOne(h);
      h.cost(person, 600_000, h.ago(6, 0));
      h.cost(person, 999_999, h.daysAgo(0, 150));
      return [person];
    },
    (h) => {
      const person = refusedOne(h);
      h.card(person, 'hearing', 4, h.ago(6, 0));
      return [person];
    },
    (h) => {
      const person = refusedOne(h);
      h.note('disasters', person, { event: '房屋倒塌', happened_on: h.ago(6, 0), loss_fen: 2_000_000 });
      return [person];
    },
    (h) => {
      const person = refusedOne(h);
      newlyOnAid(h, person);
      h.card(person, 'physical', 4, h.daysAgo(0, 150));
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = refusedOne(h);
      h.damaged('medical-expenses', person, h.costOf(1_100_000, h.daysAgo(0, 150)));
      return [person];
    },
  ],
};

/** Left aid so many months, and days less, before the city's day. */
function left(h: Household, months: number, days: number): Person {
  const person = adult(h);
  adult(h);
  h.left(person, 'dibao', h.ago(months + 30, 0), h.ago(months, days));
  return person;
}

export const exitedWorsening: Recipes = {
  hits: [
    (h) => {
      const person = left(h, 24, 1);
      h.note('unemployment', person, { registered_on: h.daysAgo(0, 150) });
      return [person];
    },
    (h) => {
      const person = left(h, 9, 0);
      h.cost(person, 550_000, h.ago(9, 1));
      h.cost(person, 450_000, h.daysAgo(0, 200));
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = left(h, 24, 0);
      h.note('unemployment', person, { registered_on: h.daysAgo(0, 150) });
      return [person];
    },
    (h) => {
      const person = left(h, 3, 0);
      h.note('unemployment', person, { registered_on: h.ago(3, -1) });
      return [person];
    },
    (h) => {
      const person = left(h, 9, 0);
      h.note('unemployment', person, { registered_on: h.daysAgo(40, 150), ended_on: h.daysAgo(0, 30) });
      return [person];
    },
    (h) => {
      const person = left(h, 9, 0);
      h.cost(person, 700_000, h.ago(9, -1));
      h.cost(person, 999_999, h.daysAgo(0, 200));
      return [person];
    },
    (h) => {
      const person = left(h, 9, 0);
      newlyOnAid(h, person);
      h.note('unemployment', person, { registered_on: h.daysAgo(0, 150) });
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = left(h, 9, 0);
      h.damaged('unemployment', person, { registered_on: h.daysAgo(0, 150) });
      return [person];
    },
  ],
};

export const orphanUnaided: Recipes = {
  hits: [
    (h) => [h.member(17, { born: h.ago(18 * 12, 1) })],
    (h) => {
      const person = h.member(16, {});
      h.note('child-welfare', person, {
        scheme: 'orphan',
        is_full: 'full',
        from_date: h.daysAgo(400, 900),
        until_date: h.on,
      });
      return [person];
    },
    // A household of children is one without labour as well.
    (h) => {
      const older = h.member(13, {});
      const younger = h.member(8, {});
      h.also.push({ indicator: 'no-labour-household', person: older });
      return [older, younger];
    },
  ],
  near: [
    (h) => {
      const person = child(h);
      h.member(18, { born: h.ago(18 * 12, 0) });
      return [person];
    },
    (h) => {
      const person = h.member(16, {});
      h.needed('child-welfare', person, { scheme: 'orphan', is_full: 'full', from_date: h.daysAgo(100, 900) });
      return [person];
    },
    (h) => {
      const person = child(h);
      newlyOnAid(h, person);
      return [person];
    },
    (h) => {
      const person = child(h);
      h.pensioned(elder(h), 20_000);
      return [person];
    },
  ],
};
