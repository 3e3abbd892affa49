import type { TaskChanged } from '../../contracts/outcomes.ts';
import { entitledOf, rulerOf } from '../../domain/deliberation/roster.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import { changeTask } from '../change-task.ts';
import type { ChangeTaskInput } from '../change-task.ts';
import type { House } from '../house.ts';
import { declined } from '../outcome.ts';
import type { Declined } from '../outcome.ts';
import { closing } from './closing.ts';
import { departedOf, openBallot } from './open-ballot.ts';

/** 结束表决 by whoever chairs: the chair, or the deputy where the chair is recused, has left, or is not at the meeting. */
export function closeBallot(house: House, input: ChangeTaskInput): Promise<TaskChanged | Declined> {
  const { by } = input;
  return changeTask(
    house,
    'ballot.close',
    input,
    async (found, task) => {
      const now = house.time.now();
      const open = openBallot(found, task, now);
      if (open.kind !== 'open') return open;
      const { head, ballot } = open;
      const departed = await departedOf(house, ballot.seats, civilDateOf(now));
      const entitled = entitledOf(ballot.seats, { recused: head.recused, departed });
      const there = entitled.filter(({ seat }) => ballot.attended.includes(seat));
      const chairing = (head.method === 'meeting' ? rulerOf(there) : undefined) ?? rulerOf(entitled);
      if (chairing?.subject !== by.subject) return declined('not-chair', '只有本次会议(表决)的主持人可以结束表决。');
      const closed = closing(task, ballot, 'chair', departed, by.subject, now);
      return {
        to: closed.task,
        change: {
          next: { ballot: closed.ballot },
          present: [by.subject],
          events: [closed.event],
          outbox: closed.outbox,
        },
      };
    },
    () => undefined,
  );
}
