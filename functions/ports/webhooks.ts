import type { Webhook } from '../domain/notification/webhook.ts';
import type { UnitId } from '../domain/values/ids.ts';
import type { Json } from '../domain/casework/event.ts';
import type { OnceKey } from './cases.ts';

interface Once {
  readonly key: OnceKey;
  readonly outcome: Json;
}

/** Where a message is sent, and with what it is signed. The address of a chat robot lets anybody write to it: a secret. */
export interface WebhookSecrets {
  readonly url: string;
  readonly secret: string;
}

/** Addresses outside the house to which a unit's messages go. */
export interface Webhooks {
  ofUnit(unit: UnitId): Promise<readonly Webhook[]>;
  find(id: string): Promise<Webhook | undefined>;
  /** Opened; leaves the house in no answer and stands in no log. */
  secrets(id: string): Promise<WebhookSecrets | undefined>;
  add(webhook: Webhook, secrets: WebhookSecrets, once: Once): Promise<'added' | 'repeated'>;
  remove(webhook: Webhook, once: Once): Promise<'removed' | 'repeated'>;
}
