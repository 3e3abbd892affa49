import { changedHead } from '../domain/casework/head.ts';
import type { CaseHead, HeadChange } from '../domain/casework/head.ts';
import type { CaseEvent } from '../domain/casework/event.ts';
import type { CaseChange } from '../ports/cases.ts';

/** The head as a write at `at` leaves it: its version and the end of its record with it. */
export function nextHead(
  head: CaseHead,
  at: number,
  next: HeadChange,
  events: readonly CaseEvent[],
  forget: CaseChange['forget'] = [],
): CaseHead {
  const last = events.at(-1);
  return {
    ...changedHead(head, next, forget),
    version: head.version + 1,
    changedAt: at,
    ...(last === undefined ? {} : { lastSeq: last.seq, lastHash: last.hash }),
  };
}
