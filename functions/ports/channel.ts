import type { ChannelName, OutgoingMessage } from '../domain/notification/delivery.ts';

export type Sent =
  | { readonly kind: 'sent' }
  /** `why`: a short code for the ledger, never what the other side wrote. `permanent`: trying again is of no use. */
  | { readonly kind: 'failed'; readonly why: string; readonly permanent?: boolean };

/** A way out of the house. Never throws for what the other side does. */
export interface Channel {
  readonly name: Exclude<ChannelName, 'in-app'>;
  send(message: OutgoingMessage, target: string): Promise<Sent>;
}
