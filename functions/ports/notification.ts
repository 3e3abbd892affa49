import type { Delivery, DeliveryKey, DeliveryStatus, OutgoingMessage } from '../domain/notification/delivery.ts';
import type { AreaCode } from '../domain/values/area-code.ts';
import type { Json } from '../domain/casework/event.ts';
import type { OnceKey, Page } from './cases.ts';

interface Once {
  readonly key: OnceKey;
  readonly outcome: Json;
}

/** A message as it lies in a mailbox. */
export interface Mail extends OutgoingMessage {
  readonly mailbox: string;
  /** Gapless within its mailbox, from 1 on. */
  readonly seq: number;
}

/** Last number of each mailbox, or the last one read, or where a reader stands; a mailbox that is not named stands at 0. */
export type Positions = Readonly<Record<string, number>>;

/** Where messages go in, each once per mailbox, whoever delivers them and however often. */
export interface Mailroom {
  /**
   * In one transaction: the mail, the lines of the ledger, and the outbox item struck off. A mailbox that has the message
   * already gets no second one. `beyond`: deliveries that leave the house, to be tried after this.
   */
  post(posting: {
    readonly message: OutgoingMessage;
    readonly mailboxes: readonly string[];
    readonly area: AreaCode;
    readonly beyond: readonly Delivery[];
    readonly outboxId: string;
    /** `closed`: it was to be told only while the task is open, which it no longer is; nothing more was posted. */
  }): Promise<'posted' | 'closed'>;
  /** Its task is closed: written down as not sent, and struck off. */
  suppress(posting: {
    readonly message: OutgoingMessage;
    readonly mailboxes: readonly string[];
    readonly area: AreaCode;
    readonly outboxId: string;
  }): Promise<void>;

  last(mailboxes: readonly string[]): Promise<Positions>;
  /** In order of arrival, those after `seq`. */
  since(mailbox: string, seq: number, limit: number): Promise<readonly Mail[]>;
  /** Newest first, those before `seq`. */
  before(mailbox: string, seq: number, limit: number): Promise<readonly Mail[]>;
  read(subject: string): Promise<Positions>;
  /** Marks never go back. */
  markRead(subject: string, upTo: Positions): Promise<void>;
}

/** What became of each message on each channel. */
export interface Ledger {
  find(key: DeliveryKey): Promise<{ readonly delivery: Delivery; readonly message: OutgoingMessage } | undefined>;
  /**
   * Takes the next attempt: counts it and sets when the one after it would be due, so that of many deliverers one sends
   * and a crash in between is made good. False: somebody else took it, or it is over.
   */
  attempt(seen: Delivery, nextAttemptAt: number): Promise<boolean>;
  /** Whatever the attempt came to; the line must stand as `attempt` left it. */
  settle(after: Delivery): Promise<void>;
  /** A dead line waits again, with a fresh count, from `now` on. */
  reopen(dead: Delivery, now: number, once: Once): Promise<'reopened' | 'repeated' | 'stale'>;
  /** Dead or waiting lines of an area, oldest first. */
  list(
    status: Extract<DeliveryStatus, 'dead' | 'waiting'>,
    area: AreaCode,
    page: { readonly limit: number; readonly after?: string },
  ): Promise<Page<Delivery>>;
}
