import type { Desk, Work } from '../casework/desk.ts';
import type { ReferralHead } from './head.ts';
import type { referralTaskKinds } from './vocabulary.ts';

type ReferralTaskKind = (typeof referralTaskKinds)[number];

export const referralWork: Readonly<Record<ReferralTaskKind, Work>> = {};

export function referralDesk(_kind: string, _head: ReferralHead, _part?: string): Desk | undefined {
  return undefined;
}
