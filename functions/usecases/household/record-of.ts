import type { CaseEvent } from '../../domain/casework/event.ts';
import type { CaseHead } from '../../domain/casework/head.ts';
import type { Cases } from '../../ports/cases.ts';

/** A case that is written between the two readings is read again: only a head that stands still can accuse its record. */
export async function recordOf(
  cases: Cases,
  head: CaseHead,
): Promise<{ readonly events: readonly CaseEvent[]; readonly isVerified: boolean }> {
  let seen = head;
  for (;;) {
    const events = await cases.events(head.caseId);
    if (cases.verify(seen, events)) return { events, isVerified: true };
    const now = await cases.head(head.caseId);
    if (now === undefined || now.version === seen.version) return { events, isVerified: false };
    seen = now;
  }
}
