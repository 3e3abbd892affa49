import { isOf } from '../../domain/casework/head.ts';
import type { CaseHead } from '../../domain/casework/head.ts';
import type { TaskRecord } from '../../domain/casework/task.ts';
import type { BallotRecord, DeliberationHead } from '../../domain/deliberation/head.ts';
import type { Seat } from '../../domain/deliberation/roster.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import type { House } from '../house.ts';
import { declined } from '../outcome.ts';
import type { Declined } from '../outcome.ts';

export const ballotClosed = declined('ballot-closed', '本次表决已经结束。');

export interface OpenBallot {
  readonly kind: 'open';
  readonly head: DeliberationHead;
  readonly ballot: BallotRecord;
}

/**
 * The ballot that the task stands for, while votes count: a deadline that has passed ends it whether the sweep has come by
 * or not.
 */
export function openBallot(head: CaseHead, task: TaskRecord, now: number): OpenBallot | Declined {
  if (!isOf(head, 'deliberation') || task.kind !== 'ballot' || head.ballot?.round !== task.round) {
    return declined('not-a-ballot', '该任务不是一事一议表决。');
  }
  if (!isVotingOpen(task, now)) return ballotClosed;
  return { kind: 'open', head, ballot: head.ballot };
}

export const isVotingOpen = (task: Pick<TaskRecord, 'status' | 'finishLimit'>, now: number): boolean =>
  task.status === 'OPEN' && (task.finishLimit === undefined || now < task.finishLimit.dueAt);

/** Of the snapshot, who by the register works here no more on that day. */
export async function departedOf(
  { people }: Pick<House, 'people'>,
  seats: readonly Seat[],
  on: CivilDate,
): Promise<readonly string[]> {
  const members = await Promise.all(seats.map(({ subject }) => people.member(subject)));
  return members.flatMap((member) => (member?.leftOn !== undefined && member.leftOn <= on ? [member.subject] : []));
}
