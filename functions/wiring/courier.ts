import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { createOutside } from '../adapters/channels/webhook.ts';
import { createEventBus } from '../adapters/eventbridge/event-bus.ts';
import { createOutbox, waitingMessage } from '../store/queues.ts';
import { deliverNotice } from '../usecases/notify/deliver-notice.ts';
import type { NotifyParts } from '../usecases/notify/parts.ts';
import { answerTask } from '../usecases/sweep/answer-task.ts';
import { runHandover } from '../usecases/sweep/run-handover.ts';
import { clientSettings } from './clients.ts';
import { clock } from './clock.ts';
import { eventBusSettings, readEnvironment } from './environment.ts';
import type { Environment } from './environment.ts';
import { openFailureLog } from './failure-log.ts';
import { houseOver } from './house.ts';
import { noWorkflow } from './no-workflow.ts';
import type { OutboxConsumer } from './outbox.ts';
import { openStore } from './store.ts';
import { itemOfImage } from './stream-image.ts';
import { openSealingVault } from './vault.ts';

/** Messages to people and what else the outbox holds but bells and starts; it wakes no procedure and opens no family's data. */
export async function openCourier(environment: Environment): Promise<OutboxConsumer> {
  const items = openStore(environment);
  const house = houseOver(items, openSealingVault(environment));
  const notifying = openNotifying(environment, house);
  return {
    delivery: {
      doorbells: house.doorbells,
      outbox: createOutbox(items),
      workflow: noWorkflow,
      notify: (id, message) => deliverNotice(notifying, id, message),
      handover: (id) => runHandover(house, id),
      answer: (answer) => answerTask(house, answer),
    },
    // A dead letter that is sent again holds whatever else was written then.
    messageOf(image) {
      const waiting = waitingMessage(itemOfImage(image));
      return waiting?.message.kind === 'ring' || waiting?.message.kind === 'start' ? undefined : waiting;
    },
    // It rings nothing.
    metrics: { put: () => undefined },
    time: clock,
    reportFailure: openFailureLog('courier'),
  };
}

/** The ways out of the house: signed webhooks, and the city's bus. */
export function openNotifying(environment: Environment, house: ReturnType<typeof houseOver>): NotifyParts {
  const { webhook } = createOutside({ webhooks: house.webhooks, now: Date.now });
  const { EVENT_BUS_NAME: busName } = readEnvironment(eventBusSettings, environment);
  const eventBus = createEventBus({ client: new EventBridgeClient(clientSettings), busName });
  return { ...house, channels: [webhook, eventBus] };
}
