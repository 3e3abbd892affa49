import { nextAttemptAt } from '../../domain/notification/backoff.ts';
import type { Delivery, DeliveryKey, OutgoingMessage } from '../../domain/notification/delivery.ts';
import { retrySettings } from '../../../policy/vocabulary.ts';
import type { NotifyParts } from './parts.ts';

/** Called by the sweep for a delivery whose next attempt is due; whoever comes second finds it taken. */
export async function retryDelivery(parts: NotifyParts, key: DeliveryKey, now: number): Promise<void> {
  const found = await parts.ledger.find(key);
  if (found === undefined) return;
  const { delivery, message } = found;
  if (delivery.status !== 'waiting' || (delivery.nextAttemptAt ?? 0) > now) return;
  await attemptDelivery(parts, delivery, message);
}

/**
 * One attempt of a line of the ledger, as it was seen. It is counted before it is made: of many at once one sends, and a
 * crash in between costs a repetition under the same message id, never the message.
 */
export async function attemptDelivery(
  { ledger, channels, cases, policy, time }: NotifyParts,
  seen: Delivery,
  message: OutgoingMessage,
): Promise<void> {
  const channel = channels.find(({ name }) => name === seen.channel);
  if (channel === undefined) return;
  const backOff = retrySettings.map((id) => policy.setting(id));
  const now = time.now();
  const attempts = seen.attempts + 1;
  const again = nextAttemptAt(backOff, attempts, now);
  // The last attempt too is made good where a crash cuts it off: it may be looked at again after the longest wait.
  const lease = again ?? nextAttemptAt(backOff, backOff.length, now) ?? now;
  if (!(await ledger.attempt(seen, lease))) return;
  const { nextAttemptAt: _was, lastError: _said, ...line } = seen;
  const after = { ...line, attempts };
  if (message.whileOpen === true && message.taskId !== undefined) {
    const task = await cases.task(message.taskId);
    if (task?.status !== 'OPEN') return ledger.settle({ ...after, status: 'suppressed' });
  }
  const sent = await channel.send(message, seen.target);
  if (sent.kind === 'sent') return ledger.settle({ ...after, status: 'delivered' });
  const lastError = sent.why.slice(0, 80);
  if (sent.permanent === true || again === undefined) return ledger.settle({ ...after, status: 'dead', lastError });
  await ledger.settle({ ...after, status: 'waiting', nextAttemptAt: again, lastError });
}
