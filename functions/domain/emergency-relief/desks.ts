import type { Desk, Work } from '../casework/desk.ts';
import type { ReliefHead } from './head.ts';
import type { reliefTaskKinds } from './vocabulary.ts';

type ReliefTaskKind = (typeof reliefTaskKinds)[number];

export const reliefWork: Readonly<Record<ReliefTaskKind, Work>> = {};

export function reliefDesk(_kind: string, _head: ReliefHead, _part?: string): Desk | undefined {
  return undefined;
}
