import * as z from 'zod';
import { taskIdOf } from '../../domain/casework/task.ts';
import type { TaskRecord } from '../../domain/casework/task.ts';
import type { TerminationHead } from '../../domain/termination/head.ts';
import type { Evidence } from '../../domain/termination/safeguards.ts';
import type { House } from '../house.ts';

const decision = z.object({ reason: z.string() });

/** What stands beside the head before any aid is touched: the notice that ran out, and the written reason of the confirmation. */
export async function evidenceOf(
  { cases }: House,
  head: TerminationHead,
  confirmation: 'termination-confirmation' | 'change-confirmation',
  round: number,
): Promise<Evidence & { readonly reason?: string }> {
  const stored = decision.safeParse(await cases.sealed(head, `decision.${taskIdOf(head, confirmation, round)}`));
  const notice = lastNotice(await cases.tasks(head.caseId));
  return {
    ...(stored.success ? { reason: stored.data.reason } : {}),
    ...(notice?.status === 'EXPIRED' ? { noticeRanOut: notice.round } : {}),
  };
}

const lastNotice = (tasks: readonly TaskRecord[]): TaskRecord | undefined =>
  tasks
    .filter(({ kind }) => kind === 'termination-notice')
    .toSorted((a, b) => a.round - b.round)
    .at(-1);
