import type { NotifyMessage } from '../domain/casework/message.ts';
import type { TaskRecord } from '../domain/casework/task.ts';
import type { Receiver } from '../domain/notification/receiver.ts';
import type { CaseId, TaskId } from '../domain/values/ids.ts';

/** One matter that came due while nothing ran: told in a summary instead of by a message of its own. */
export interface SummaryLine {
  readonly receiver: Receiver;
  /** Names the outage: one summary for each receiver of it. */
  readonly outage: string;
  readonly caseId: CaseId;
  /** Absent: the case's own total. */
  readonly taskId?: TaskId;
  readonly dueOn?: string;
}

export interface PendingSummary {
  readonly receiver: Receiver;
  readonly outage: string;
  /** Grows with every line: what the sending is conditioned on. */
  readonly lines: number;
}

/** What the clock writes when it reminds: no event, no head, nothing that makes anybody's page stale. */
export interface Rungs {
  /** Claims the rungs of an open task and leaves what is to be told, in one write; `stale`: somebody wrote in between. */
  claim(
    from: TaskRecord,
    to: TaskRecord,
    told: { readonly messages: readonly NotifyMessage[]; readonly summary: readonly SummaryLine[] },
  ): Promise<'claimed' | 'stale'>;
  pendingSummaries(): AsyncIterable<PendingSummary>;
  summaryLines(summary: PendingSummary): AsyncIterable<SummaryLine>;
  /** Leaves the message, if there is anything left to say, and closes the summary; `stale`: a line came in between. */
  closeSummary(summary: PendingSummary, message: NotifyMessage | undefined): Promise<'closed' | 'stale'>;
  /** Leaves a message of no case, once for its id. */
  tellOnce(message: NotifyMessage): Promise<'told' | 'told-before'>;
}
