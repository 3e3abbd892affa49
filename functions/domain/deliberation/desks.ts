import type { Desk, Work } from '../casework/desk.ts';
import type { DeliberationHead } from './head.ts';
import type { deliberationTaskKinds } from './vocabulary.ts';

type DeliberationTaskKind = (typeof deliberationTaskKinds)[number];

export const deliberationWork: Readonly<Record<DeliberationTaskKind, Work>> = {};

export function deliberationDesk(_kind: string, _head: DeliberationHead, _part?: string): Desk | undefined {
  return undefined;
}
