import type { NotifyMessage } from '../../domain/casework/message.ts';
import type { Delivery, OutgoingMessage } from '../../domain/notification/delivery.ts';
import { mailboxOf } from '../../domain/notification/receiver.ts';
import type { Receiver } from '../../domain/notification/receiver.ts';
import { rendered } from '../../domain/notification/render.ts';
import { effectiveSubstitute } from '../../domain/people/substitution.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import { messageValues } from './message-values.ts';
import type { NotifyParts } from './parts.ts';
import { attemptDelivery } from './retry-delivery.ts';

/**
 * Brings one message to its receivers: into each mailbox exactly once, and out of the house at least once under one id.
 * What is told only while the task is open is looked at once more; closed work is told to nobody.
 */
export async function deliverNotice(parts: NotifyParts, outboxId: string, notice: NotifyMessage): Promise<void> {
  const { cases, policy, time, mailroom } = parts;
  const [head, task] = await Promise.all([
    notice.caseId === undefined ? undefined : cases.head(notice.caseId),
    notice.taskId === undefined ? undefined : cases.task(notice.taskId),
  ]);
  const template = policy.messageTemplate(notice.template);
  if (template === undefined) throw new Error(`the pack has no message template ${notice.template}`);
  const mailboxes = notice.to.map(mailboxOf);
  const message: OutgoingMessage = {
    messageId: notice.messageId,
    template: notice.template,
    ...rendered(template, await messageValues(parts, notice, head, task)),
    to: mailboxes,
    ...(notice.caseId === undefined ? {} : { caseId: notice.caseId }),
    ...(notice.taskId === undefined ? {} : { taskId: notice.taskId }),
    ...(notice.whileOpen === true ? { whileOpen: true } : {}),
    at: time.now(),
  };
  const area = head?.area ?? policy.area;
  // Of a whole case: while it is under review.
  const isOpen = notice.taskId === undefined ? head?.status === 'in-review' : task?.status === 'OPEN';
  if (notice.whileOpen === true && !isOpen) {
    await mailroom.suppress({ message, mailboxes, area, outboxId });
    return;
  }
  const beyond = await deliveriesBeyond(parts, notice.to, message);
  const standingIn = await Promise.all(notice.to.map((receiver) => substituteOf(parts, receiver)));
  const posted = await mailroom.post({
    message,
    mailboxes: [...mailboxes, ...standingIn.flat()],
    area,
    beyond,
    outboxId,
  });
  if (posted === 'closed') return mailroom.suppress({ message, mailboxes, area, outboxId });
  // What fails here stands in the due index and is tried again by the sweep.
  for (const delivery of beyond) await attemptDelivery(parts, delivery, message);
}

/** What leaves the house: to the webhooks of the units addressed (a person's mail stays inside), and one event. */
async function deliveriesBeyond(
  { policy, webhooks, channels }: NotifyParts,
  receivers: readonly Receiver[],
  message: OutgoingMessage,
): Promise<readonly Delivery[]> {
  const line = { messageId: message.messageId, template: message.template, status: 'waiting', attempts: 0 } as const;
  const now = { createdAt: message.at, nextAttemptAt: message.at };
  const units = new Set(receivers.flatMap((receiver) => (receiver.kind === 'person' ? [] : [receiver.unit])));
  const names = new Set(channels.map(({ name }) => name));
  const hooks = names.has('webhook') ? await Promise.all([...units].map((unit) => webhooks.ofUnit(unit))) : [];
  return [
    ...hooks
      .flat()
      .map(({ id, unit, area }): Delivery => ({ ...line, ...now, channel: 'webhook', target: id, unit, area })),
    ...(names.has('event-bus')
      ? [{ ...line, ...now, channel: 'event-bus', target: 'bus', area: policy.area } satisfies Delivery]
      : []),
  ];
}

/** Whoever does the person's work today reads it too. */
async function substituteOf({ people, time }: NotifyParts, receiver: Receiver): Promise<readonly string[]> {
  if (receiver.kind !== 'person') return [];
  const member = await people.member(receiver.subject);
  if (member === undefined) return [];
  const substitutions = await people.substitutions(member.unit);
  const subject = effectiveSubstitute(substitutions, receiver.subject, civilDateOf(time.now()));
  return subject === undefined ? [] : [mailboxOf({ kind: 'person', subject })];
}
