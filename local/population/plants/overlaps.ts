import { adult, child, elder, longOnAid, recipient } from './cast.ts';
import type { Recipes } from './cast.ts';
import type { Household } from '../household.ts';
import type { Person } from '../people.ts';

export const death: Recipes = {
  hits: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('deaths', person, { died_on: h.on });
      return [person];
    },
    (h) => {
      const person = elder(h);
      adult(h);
      longOnAid(h, person, 'destitute');
      h.note('deaths', person, { died_on: h.daysAgo(10, 200) });
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = elder(h);
      longOnAid(h, adult(h), 'dibao');
      h.note('deaths', person, { died_on: h.daysAgo(10, 200) });
      return [person];
    },
    (h) => {
      const person = elder(h);
      adult(h);
      const died = h.daysAgo(10, 200);
      h.left(person, 'dibao', h.ago(40, 0), died);
      h.note('deaths', person, { died_on: died });
      return [person];
    },
    (h) => {
      const person = elder(h);
      adult(h);
      h.aid(person, 'dibao', h.ago(40, 0), h.on);
      h.note('deaths', person, { died_on: h.daysAgo(10, 200) });
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.damaged('deaths', person, { died_on: h.daysAgo(10, 200) });
      return [person];
    },
  ],
};

export const prisonOrMissing: Recipes = {
  hits: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('custody', person, { kind: 'prison', since: h.on });
      return [person];
    },
    (h) => {
      const person = recipient(h, 'dibao-marginal');
      h.note('custody', person, { kind: 'declared-missing', since: h.daysAgo(40, 400), until: h.ago(0, 1) });
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.note('custody', person, { kind: 'prison', since: h.daysAgo(200, 900), until: h.on });
      return [person];
    },
    (h) => {
      const person = adult(h);
      longOnAid(h, adult(h), 'dibao');
      h.note('custody', person, { kind: 'compulsory-rehabilitation', since: h.daysAgo(20, 400) });
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = recipient(h, 'dibao');
      h.damaged('custody', person, { kind: 'prison', since: h.daysAgo(20, 400) });
      return [person];
    },
  ],
};

export const duplicateDestituteDibao: Recipes = {
  hits: [
    (h) => {
      const person = elder(h);
      longOnAid(h, person, 'destitute');
      h.aid(person, 'dibao', h.ago(20, 0));
      return [person];
    },
    (h) => {
      const person = elder(h);
      longOnAid(h, person, 'dibao');
      h.aid(person, 'destitute', h.on);
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = elder(h);
      longOnAid(h, person, 'destitute');
      h.aid(person, 'dibao', h.ago(60, 0), h.on);
      return [person];
    },
    (h) => {
      const person = elder(h);
      longOnAid(h, person, 'destitute');
      h.left(person, 'dibao', h.ago(80, 0), h.ago(3, 0));
      return [person];
    },
    (h) => {
      const person = elder(h);
      longOnAid(h, person, 'dibao');
      h.aid(person, 'rigid-expenditure', h.ago(5, 0), h.ago(-7, 0));
      return [person];
    },
  ],
};

/** A child that its grandparent brings up, under one of the schemes for children. */
function ward(h: Household, scheme: string, isFull: string): Person {
  const person = child(h);
  h.pensioned(elder(h), 30_000);
  h.note('child-welfare', person, { scheme, is_full: isFull, from_date: h.daysAgo(100, 700) });
  return person;
}

export const duplicateOrphanDestitute: Recipes = {
  hits: [
    (h) => {
      const person = ward(h, 'orphan', 'full');
      longOnAid(h, person, 'destitute');
      return [person];
    },
    (h) => {
      const person = ward(h, 'de-facto-unattended', 'partial');
      longOnAid(h, person, 'destitute');
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = ward(h, 'orphan', 'full');
      longOnAid(h, person, 'dibao');
      return [person];
    },
    (h) => {
      const person = child(h);
      elder(h);
      h.note('child-welfare', person, {
        scheme: 'orphan',
        is_full: 'full',
        from_date: h.daysAgo(100, 700),
        until_date: h.on,
      });
      longOnAid(h, person, 'destitute');
      return [person];
    },
  ],
};

export const duplicateChildDisability: Recipes = {
  hits: [
    (h) => {
      const person = ward(h, 'de-facto-unattended', 'full');
      h.card(person, 'physical', 2, h.daysAgo(200, 1_000));
      h.granted(person, 'disability-living', h.daysAgo(20, 90), undefined, 21_500);
      return [person];
    },
    (h) => {
      const person = ward(h, 'de-facto-unattended', 'full');
      h.granted(person, 'disability-living', h.on, h.ago(0, 1), 21_500);
      return [person];
    },
  ],
  near: [
    (h) => {
      const person = ward(h, 'de-facto-unattended', 'partial');
      h.granted(person, 'disability-living', h.daysAgo(20, 90), undefined, 21_500);
      return [person];
    },
    (h) => {
      const person = ward(h, 'orphan', 'full');
      h.granted(person, 'disability-living', h.daysAgo(20, 90), undefined, 21_500);
      return [person];
    },
    (h) => {
      const person = ward(h, 'de-facto-unattended', 'full');
      h.granted(person, 'disability-living', h.daysAgo(200, 900), h.on, 21_500);
      return [person];
    },
    (h) => {
      const person = ward(h, 'de-facto-unattended', 'full');
      h.granted(person, 'child-rehabilitation', h.daysAgo(20, 90), undefined, 300_000);
      return [person];
    },
  ],
  proposed: [
    (h) => {
      const person = ward(h, 'de-facto-unattended', 'full');
      h.damaged('aid-granted', person, {
        entitlement: 'disability-living',
        granted_on: h.daysAgo(20, 90),
        amount_fen: 21_500,
      });
      return [person];
    },
  ],
};
