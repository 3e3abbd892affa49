import * as z from 'zod';
import { receiverSchema } from '../contracts/stored-items.ts';
import { mailboxOf } from '../domain/notification/receiver.ts';
import { caseIdSchema, taskIdSchema } from '../domain/values/ids.ts';
import type { Item, WriteAction } from '../ports/item-store.ts';
import type { PendingSummary, SummaryLine } from '../ports/rungs.ts';
import { attributes, read } from './items.ts';
import * as keys from './keys.ts';

const lineSchema = z.object({
  receiver: receiverSchema,
  outage: z.string(),
  caseId: caseIdSchema,
  taskId: z.exactOptional(taskIdSchema),
  dueOn: z.exactOptional(z.string()),
}) satisfies z.ZodType<SummaryLine>;

const headSchema = z.object({
  receiver: receiverSchema,
  outage: z.string(),
  lines: z.int().min(1),
}) satisfies z.ZodType<PendingSummary>;

export const summaryLineOf = (item: Item): SummaryLine => read(lineSchema, item);
export const pendingSummaryOf = (item: Item): PendingSummary => read(headSchema, item);

export const summaryHeadKey = ({ receiver, outage }: Pick<SummaryLine, 'receiver' | 'outage'>) =>
  keys.summaryKey(mailboxOf(receiver), outage, 'HEAD');

export const summarySort = ({ receiver, outage }: Pick<SummaryLine, 'receiver' | 'outage'>): string =>
  `${outage}#${mailboxOf(receiver)}`;

/** The line, and its receiver's summary among those that wait. At most one line for each receiver in a transaction. */
export function summaryActions(line: SummaryLine): WriteAction[] {
  const { receiver, outage, caseId, taskId } = line;
  const mailbox = mailboxOf(receiver);
  return [
    {
      kind: 'put',
      item: {
        ...keys.summaryKey(mailbox, outage, `${keys.summaryLinePrefix}${taskId ?? caseId}`),
        ...attributes(line),
      },
    },
    {
      kind: 'update',
      key: summaryHeadKey(line),
      set: {
        ...attributes({ receiver, outage }),
        gsi2pk: keys.summaryIndex(keys.shardOf(mailbox)),
        gsi2sk: summarySort(line),
      },
      add: { lines: 1 },
    },
  ];
}
