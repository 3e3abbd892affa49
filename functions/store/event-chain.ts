import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { CaseEvent, NewEvent } from '../domain/casework/event.ts';
import type { CaseHead } from '../domain/casework/head.ts';

/** `hash` = SHA-256 over RFC 8785 canonical JSON of the event, followed by the hash before it. */
export function eventHash(event: { readonly prevHash: string }): string {
  return createHash('sha256')
    .update(canonicalize(event) ?? '')
    .update(event.prevHash)
    .digest('hex');
}

/** Numbers and links the new events behind the head's last one; gapless per case. */
export function link(head: CaseHead, events: readonly NewEvent[], recordedAt: number): readonly CaseEvent[] {
  let prevHash = head.lastHash;
  return events.map((event, index) => {
    const body = { ...event, caseId: head.caseId, seq: head.lastSeq + index + 1, recordedAt, prevHash };
    const linked = { ...body, hash: eventHash(body) };
    prevHash = linked.hash;
    return linked;
  });
}

export type ChainFault =
  | { readonly kind: 'gap'; readonly expected: number; readonly found: number }
  | { readonly kind: 'altered'; readonly seq: number }
  | { readonly kind: 'head-differs'; readonly seq: number };

/** Checks a case's events, in order, against each other and against the head. */
export function verifyChain(head: CaseHead, events: readonly CaseEvent[]): readonly ChainFault[] {
  const faults: ChainFault[] = [];
  let prevHash = '';
  for (const [index, event] of events.entries()) {
    if (event.seq !== index + 1) faults.push({ kind: 'gap', expected: index + 1, found: event.seq });
    const { hash, ...body } = event;
    if (event.prevHash !== prevHash || eventHash(body) !== hash) faults.push({ kind: 'altered', seq: event.seq });
    prevHash = hash;
  }
  if (head.lastSeq !== events.length || head.lastHash !== prevHash) {
    faults.push({ kind: 'head-differs', seq: head.lastSeq });
  }
  return faults;
}
