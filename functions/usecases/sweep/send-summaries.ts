import { deskOf } from '../../domain/casework/desk-of.ts';
import { mailboxOf } from '../../domain/notification/receiver.ts';
import type { Rungs, SummaryLine } from '../../ports/rungs.ts';
import type { House } from '../house.ts';

/** More are counted and not listed: a message is read, a list is worked through in the inbox. */
const MOST_LISTED = 20;

/** After an outage each receiver gets one message about all that came due meanwhile and is still to be done. */
export async function sendSummaries(house: House, rungs: Rungs): Promise<number> {
  let sent = 0;
  for await (const summary of rungs.pendingSummaries()) {
    const listed: string[] = [];
    let count = 0;
    for await (const line of rungs.summaryLines(summary)) {
      const text = await textOf(house, line);
      if (text === undefined) continue;
      count += 1;
      if (count <= MOST_LISTED) listed.push(text);
    }
    const { receiver, outage, lines } = summary;
    const closed = await rungs.closeSummary(
      summary,
      count === 0
        ? undefined
        : {
            kind: 'notify',
            messageId: `summary#${mailboxOf(receiver)}#${outage}#${lines}`,
            template: 'summary-after-outage',
            to: [receiver],
            values: { count, lines: [...listed, ...(count > MOST_LISTED ? ['……'] : [])].join('\n') },
          },
    );
    if (closed === 'closed' && count > 0) sent += 1;
  }
  return sent;
}

/** Undefined where nothing is left to do. */
async function textOf({ cases }: House, { caseId, taskId, dueOn }: SummaryLine): Promise<string | undefined> {
  const task = taskId === undefined ? undefined : await cases.task(taskId);
  const head = await cases.head(caseId);
  if (head === undefined) return undefined;
  const limit = dueOn === undefined ? '' : `,期限${dueOn}`;
  if (taskId === undefined) return head.status === 'in-review' ? `${caseId} 办结${limit}` : undefined;
  return task?.status === 'OPEN' ? `${caseId} ${deskOf(task, head).title}${limit}` : undefined;
}
