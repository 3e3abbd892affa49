import type { Household, Values } from '../household.ts';
import { adult, recipient } from './cast.ts';
import type { Recipes } from './cast.ts';

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
