import type { NotifyMessage, OutboxMessage } from '../../domain/casework/message.ts';
import type { Doorbells, Outbox } from '../../ports/cases.ts';
import type { WorkflowService } from '../../ports/workflow.ts';
import type { Answer } from './answer-task.ts';

export interface Delivery {
  readonly doorbells: Doorbells;
  readonly outbox: Outbox;
  readonly workflow: Pick<WorkflowService, 'start' | 'signal'>;
  /** Brings a message to its receivers and strikes it off in the same write. Absent: it waits for the sweep. */
  readonly notify?: (id: string, message: NotifyMessage) => Promise<void>;
  /** Moves what a leaver holds; true when it came to its end. Absent: it waits for the sweep. */
  readonly handover?: (id: string) => Promise<boolean>;
  /** Closes a waiting task of another case. Absent: it waits for the sweep. */
  readonly answer?: (answer: Answer) => Promise<void>;
}

/**
 * Hands one message on, then strikes it off; at least once. No token at a closed task's door is done as well: the open
 * door will see the closed task and ring for itself. Throws where the message must be tried again.
 */
export async function deliverMessage(delivery: Delivery, id: string, message: OutboxMessage): Promise<void> {
  switch (message.kind) {
    case 'ring': {
      const tokens = await delivery.doorbells.tokens(message.caseId, message.taskId);
      await Promise.all(tokens.map(({ token }) => delivery.workflow.signal(token)));
      await delivery.outbox.done(id, tokens);
      break;
    }
    case 'start':
      await delivery.workflow.start({ machine: message.machine, name: message.name, input: message.input });
      await delivery.outbox.done(id);
      break;
    case 'handover':
      if ((await delivery.handover?.(message.handoverId)) === true) await delivery.outbox.done(id);
      break;
    case 'answer':
      if (delivery.answer === undefined) break;
      await delivery.answer(message);
      await delivery.outbox.done(id);
      break;
    case 'notify':
      await delivery.notify?.(id, message);
      break;
  }
}

/**
 * Everything that waits, oldest first; one that fails stays and does not hold up the rest. Gives the number delivered. `onSeen` is told
 * since when (epoch ms) each message waits.
 */
export async function deliverWaiting(
  delivery: Delivery,
  onFailure: (id: string, error: unknown) => void,
  onSeen?: (at: number) => void,
): Promise<number> {
  let delivered = 0;
  for await (const { id, message, at } of delivery.outbox.waiting()) {
    onSeen?.(at);
    try {
      await deliverMessage(delivery, id, message);
      delivered += 1;
    } catch (error) {
      onFailure(id, error);
    }
  }
  return delivered;
}
