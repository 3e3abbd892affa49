import type { Desk, Work } from '../casework/desk.ts';
import type { AlertHead } from './head.ts';
import type { alertTaskKinds } from './vocabulary.ts';

type AlertTaskKind = (typeof alertTaskKinds)[number];

export const alertWork: Readonly<Record<AlertTaskKind, Work>> = {};

export function alertDesk(_kind: string, _head: AlertHead, _part?: string): Desk | undefined {
  return undefined;
}
