import type { AreaCode } from '../values/area-code.ts';
import type { CaseId, TaskId, UnitId } from '../values/ids.ts';

export const deliveryStatuses = ['waiting', 'delivered', 'suppressed', 'dead'] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

export const channelNames = ['in-app', 'webhook', 'event-bus'] as const;
export type ChannelName = (typeof channelNames)[number];

/** A message as it goes out: text for people, ids for machines, nothing of the family. */
export interface OutgoingMessage {
  /** The same at every attempt, by which a receiver knows a repeated one. */
  readonly messageId: string;
  readonly template: string;
  readonly title: string;
  readonly body: string;
  /** Mailboxes of the receivers (`mailboxOf`). */
  readonly to: readonly string[];
  readonly caseId?: CaseId;
  readonly taskId?: TaskId;
  /** Is told only while the task is open. */
  readonly whileOpen?: boolean;
  /** Epoch ms. */
  readonly at: number;
}

/** One line of the ledger: one message on one channel to one target. */
export interface Delivery {
  readonly messageId: string;
  readonly channel: ChannelName;
  /** A mailbox, the id of a webhook, or the name of the bus. */
  readonly target: string;
  readonly template: string;
  /** The unit's own, so that its supervisors see it. */
  readonly area: AreaCode;
  readonly unit?: UnitId;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly createdAt: number;
  readonly nextAttemptAt?: number;
  /** Why the last attempt failed: a code or a status, never what the other side wrote. */
  readonly lastError?: string;
}

/** What a line of the ledger is called by. */
export type DeliveryKey = Pick<Delivery, 'messageId' | 'channel' | 'target'>;
