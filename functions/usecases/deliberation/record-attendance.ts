import type { CaseChanged } from '../../contracts/outcomes.ts';
import { taskIdOf } from '../../domain/casework/task.ts';
import { taskId as toTaskId } from '../../domain/values/ids.ts';
import { changeCase } from '../change-case.ts';
import type { ChangeCaseInput } from '../change-case.ts';
import type { House } from '../house.ts';
import { declined } from '../outcome.ts';
import type { Declined } from '../outcome.ts';
import { isVotingOpen } from './open-ballot.ts';

/** 到会登记 by the office: the seats that attend, as the whole list stands now. Who has voted was there. */
export function recordAttendance(
  house: House,
  input: ChangeCaseInput & { readonly seats: readonly string[] },
): Promise<CaseChanged | Declined> {
  return changeCase(house, 'deliberation', 'attendance.record', input, async (head) => {
    const { ballot } = head;
    const task =
      ballot === undefined ? undefined : await house.cases.task(toTaskId(taskIdOf(head, 'ballot', ballot.round)));
    const now = house.time.now();
    if (ballot === undefined || task === undefined || !isVotingOpen(task, now)) {
      return declined('no-ballot-open', '目前没有进行中的表决,不能登记到会。');
    }
    if (head.method !== 'meeting') return declined('no-meeting', '本次为书面征求意见,不登记到会。');
    const seats = [...new Set(input.seats)].toSorted();
    const unknown = seats.find((seat) => !ballot.seats.some((known) => known.seat === seat));
    if (unknown !== undefined) {
      return declined('unknown-seat', `本次会议没有成员席位${unknown}。`, { pointer: '/seats' });
    }
    const gone = ballot.voted.find((seat) => !seats.includes(seat));
    if (gone !== undefined) {
      return declined('voted-already', `席位${gone}已经投票,不能登记为未到会。`, { pointer: '/seats' });
    }
    const isSame = seats.join() === ballot.attended.join();
    return {
      next: { ballot: { ...ballot, attended: seats } },
      events: isSame
        ? []
        : [
            {
              type: 'attendance-recorded',
              at: now,
              actor: input.by.subject,
              data: { taskId: task.taskId, round: ballot.round, seats },
            },
          ],
    };
  });
}
