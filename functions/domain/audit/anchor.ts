import { civilDate } from '../values/civil-date.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { Point } from './chain.ts';

/** What is signed of a day. The entries themselves lie beside it, and it holds their hash. */
export interface AnchorStatement {
  readonly format: 'yimen-anchor/1';
  /** From 1, gapless. */
  readonly number: number;
  /** Of the taking; a day has one anchor at the most. */
  readonly day: CivilDate;
  /** Epoch ms. Chains only grow: an entry may hold what was recorded while the anchor was being taken. */
  readonly takenAt: number;
  /** SHA-256 (hex) of the statement before it that was genuine; empty in the first. */
  readonly previous: string;
  /** `changed`: only chains that grew since the anchor before; for the rest the anchors before hold. */
  readonly covers: 'all' | 'changed';
  readonly entries: number;
  /** SHA-256 (hex) of the entries as they lie in the file. */
  readonly entriesSha256: string;
  /** Chains that were found faulty in the taking: they are not anchored anew. */
  readonly faulty: number;
}

/** One that was read back, with a signature of a known key over what lies there. */
export interface Anchor {
  readonly statement: AnchorStatement;
  /** SHA-256 (hex) of the statement. */
  readonly hash: string;
  readonly entries: readonly Point[];
}

export type ForgedReason =
  /** Not in the shape of an anchor. */
  | 'unreadable'
  /** No key that is trusted signed this statement. */
  | 'signature'
  /** It lies under another number than it was signed with. */
  | 'number'
  /** The entries are not those that were signed for. */
  | 'entries'
  /** Signed by a trusted key, and yet not the continuation of the one before it. */
  | 'unlinked';

export type SeenAnchor =
  | ({ readonly kind: 'genuine'; readonly number: number } & Anchor)
  | { readonly kind: 'forged'; readonly number: number; readonly reason: ForgedReason };

/** The notice that the house serves is of 2024: nothing of it was recorded before. */
export const FIRST_DAY = civilDate('2024-01-01');

/** Once a month everything is named again, so that no anchor rests on more than a month of others. */
export const coversOf = (day: CivilDate, lastWhole: CivilDate | undefined): AnchorStatement['covers'] =>
  lastWhole?.slice(0, 7) === day.slice(0, 7) ? 'changed' : 'all';

/** One order for one content. */
export const inOrder = (points: Iterable<Point>): readonly Point[] =>
  [...points].toSorted((a, b) => (a.chain < b.chain ? -1 : a.chain > b.chain ? 1 : 0));
