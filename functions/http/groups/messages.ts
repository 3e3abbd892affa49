import type { House } from '../../usecases/house.ts';
import type { Outside } from '../../ports/outside.ts';
import type { Door } from '../door.ts';
import { door as addWebhook } from '../doors/add-webhook.ts';
import { door as listDeliveries } from '../doors/list-deliveries.ts';
import { door as listWebhooks } from '../doors/list-webhooks.ts';
import { door as markRead } from '../doors/mark-read.ts';
import { door as readChanges } from '../doors/read-changes.ts';
import { door as readMessages } from '../doors/read-messages.ts';
import { door as removeWebhook } from '../doors/remove-webhook.ts';
import { door as resendDelivery } from '../doors/resend-delivery.ts';
import { door as tryWebhook } from '../doors/try-webhook.ts';

/** What people are told, inside the house and outside. */
export const messagesDoors = (house: House, outside: Outside): readonly Door[] => [
  addWebhook(house, outside),
  tryWebhook(house, outside),
  ...[readMessages, readChanges, markRead, listWebhooks, removeWebhook, listDeliveries, resendDelivery].map((door) =>
    door(house),
  ),
];
