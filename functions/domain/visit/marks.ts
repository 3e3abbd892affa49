import { visitFindings } from './vocabulary.ts';
import type { Presence, VisitFinding } from './vocabulary.ts';

/** What the head keeps of a record; the record itself is sealed. */
export interface VisitMark {
  /** Made by the device that wrote it down. */
  readonly recordId: string;
  /** Of the record's content, keyed: two devices cannot mean two things by one id. */
  readonly hash: string;
  /** By the device's clock (epoch ms). */
  readonly visitedAt: number;
  readonly presence: Presence;
  readonly finding?: VisitFinding;
}

/** Records that one visit may have: a head is read as a whole. */
export const MOST_MARKS = 60;

export type Joined =
  | { readonly kind: 'added'; readonly marks: readonly VisitMark[] }
  | { readonly kind: 'known' }
  /** Another content stands under this id. */
  | { readonly kind: 'differs' }
  | { readonly kind: 'full' };

/**
 * Devices send when they have a connection: late, twice and in any order. The marks are a set, kept by time and id, so that the
 * order in which they came cannot be seen in them.
 */
export function joinMark(marks: readonly VisitMark[], mark: VisitMark): Joined {
  const known = marks.find(({ recordId }) => recordId === mark.recordId);
  if (known !== undefined) return { kind: known.hash === mark.hash ? 'known' : 'differs' };
  if (marks.length >= MOST_MARKS) return { kind: 'full' };
  return { kind: 'added', marks: [...marks, mark].toSorted(inOrder) };
}

const inOrder = (a: VisitMark, b: VisitMark): number =>
  a.visitedAt - b.visitedAt || (a.recordId < b.recordId ? -1 : a.recordId > b.recordId ? 1 : 0);

/**
 * The strongest of all findings, whenever it came: who was once found to qualify is not lost to a later, weaker record. The
 * application that follows is investigated anyway.
 */
export const findingOf = (marks: readonly VisitMark[]): VisitFinding | undefined =>
  visitFindings.find((finding) => marks.some((mark) => mark.finding === finding));
