import type { Desk, Work } from '../casework/desk.ts';
import type { TerminationHead } from './head.ts';
import type { terminationTaskKinds } from './vocabulary.ts';

type TerminationTaskKind = (typeof terminationTaskKinds)[number];

export const terminationWork: Readonly<Record<TerminationTaskKind, Work>> = {};

export function terminationDesk(_kind: string, _head: TerminationHead, _part?: string): Desk | undefined {
  return undefined;
}
