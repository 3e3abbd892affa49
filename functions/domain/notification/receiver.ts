import type { UnitId } from '../values/ids.ts';

/** Whom a message is for. `head`: who leads the unit (单位负责人); `supervisors`: its people with the role `supervisor`. */
export type Receiver =
  | { readonly kind: 'person'; readonly subject: string }
  | { readonly kind: 'unit' | 'head' | 'supervisors'; readonly unit: UnitId };

/** Names the mailbox of a receiver in keys and cursors. */
export const mailboxOf = (receiver: Receiver): string =>
  receiver.kind === 'person' ? `person:${receiver.subject}` : `${receiver.kind}:${receiver.unit}`;
