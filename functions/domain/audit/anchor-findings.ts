import { addDays } from '../values/civil-date.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { AnchorStatement, ForgedReason } from './anchor.ts';

export type AnchorFinding =
  /** `to` absent: the ones after the last; how many cannot be known. */
  | { readonly kind: 'anchor-missing'; readonly from: number; readonly to?: number }
  | { readonly kind: 'anchor-forged'; readonly number: number; readonly reason: ForgedReason };

/** An anchor without its entries. */
export type AnchorSeen =
  | { readonly kind: 'genuine'; readonly number: number; readonly hash: string; readonly statement: AnchorStatement }
  | { readonly kind: 'forged'; readonly number: number; readonly reason: ForgedReason };

/** The days on which the first and the last event of all chains were recorded. */
export interface RecordedDays {
  readonly first: CivilDate;
  readonly last: CivilDate;
}

/** Holds anchors, in order of their numbers, against each other and against the days on which the house was at work. */
export function anchorFindings(seen: readonly AnchorSeen[], recorded?: RecordedDays): readonly AnchorFinding[] {
  const found: AnchorFinding[] = [];
  let before: AnchorSeen | undefined;
  for (const anchor of seen) {
    const expected = (before?.number ?? 0) + 1;
    if (anchor.number > expected) found.push({ kind: 'anchor-missing', from: expected, to: anchor.number - 1 });
    if (anchor.kind === 'forged') found.push({ kind: 'anchor-forged', number: anchor.number, reason: anchor.reason });
    else if (anchor.number === expected && !isLinked(anchor, before)) {
      found.push({ kind: 'anchor-forged', number: anchor.number, reason: 'unlinked' });
    }
    before = anchor;
  }
  const genuine = seen.findLast((anchor) => anchor.kind === 'genuine');
  if (recorded !== undefined && isCutOff(genuine?.statement.day, recorded)) {
    found.push({ kind: 'anchor-missing', from: (before?.number ?? 0) + 1 });
  }
  return found;
}

/** Behind one that was forged it cannot be judged what the next one should continue. */
function isLinked({ statement }: Extract<AnchorSeen, { kind: 'genuine' }>, before: AnchorSeen | undefined): boolean {
  if (before === undefined) return statement.previous === '';
  return before.kind === 'forged' || statement.previous === before.hash;
}

/** A house at work takes an anchor every day; a day's grace, because the day's own may be yet to come. */
const isCutOff = (lastAnchor: CivilDate | undefined, { first, last }: RecordedDays): boolean =>
  last >= addDays(lastAnchor ?? first, 2);
