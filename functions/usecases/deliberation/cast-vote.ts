import * as z from 'zod';
import type { TaskChanged } from '../../contracts/outcomes.ts';
import { choices, isBallotComplete, withVote } from '../../domain/deliberation/ballot.ts';
import type { Vote } from '../../domain/deliberation/ballot.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import { changeTask } from '../change-task.ts';
import type { ChangeTaskInput } from '../change-task.ts';
import type { House } from '../house.ts';
import { declined } from '../outcome.ts';
import type { Declined } from '../outcome.ts';
import { closing } from './closing.ts';
import { departedOf, openBallot } from './open-ballot.ts';

export const storedVote = z.object({ choice: z.enum(choices), reason: z.string() }) satisfies z.ZodType<Vote>;

/** One item for each member and ballot; a later vote takes the earlier one's place. */
export const voteName = (round: number, seat: string): string => `vote.${round}.${seat}`;

/**
 * 表决: by members of the snapshot, each in person and nobody for them. May be changed while the ballot is open; the last
 * entitled vote closes it in the same write. How anybody voted is sealed; the record shows that they did.
 */
export function castVote(
  house: House,
  input: ChangeTaskInput & { readonly vote: Vote },
): Promise<TaskChanged | Declined> {
  const { by, vote } = input;
  return changeTask(
    house,
    'vote.cast',
    input,
    async (found, task) => {
      const now = house.time.now();
      const open = openBallot(found, task, now);
      if (open.kind !== 'open') return open;
      const { head, ballot } = open;
      const seat = ballot.seats.find(({ subject }) => subject === by.subject)?.seat;
      if (seat === undefined) return declined('not-a-member', '您不是本次表决的成员,不能投票。');
      if (head.recused.includes(by.subject)) return declined('recused', '您已申报回避,不能投票。');
      if (head.method === 'meeting' && !ballot.attended.includes(seat)) {
        return declined('not-attending', '本次为会议表决,您尚未登记到会,不能投票。');
      }
      const name = voteName(task.round, seat);
      const before = await storedBefore(house, head, name, ballot.voted.includes(seat));
      const isSame = before?.choice === vote.choice && before.reason === vote.reason;
      const voted = withVote(ballot, seat);
      const departed = await departedOf(house, ballot.seats, civilDateOf(now));
      const isComplete = isBallotComplete({ ...voted, recused: head.recused, departed });
      const closed = isComplete ? closing(task, voted, 'members', departed, by.subject, now) : undefined;
      return {
        to: closed?.task ?? task,
        change: {
          next: { ballot: closed?.ballot ?? voted },
          present: [by.subject],
          events: [
            ...(isSame
              ? []
              : [
                  {
                    type: 'vote-cast' as const,
                    at: now,
                    actor: by.subject,
                    data: { taskId: task.taskId, round: task.round, seat, changed: before !== undefined },
                  },
                ]),
            ...(closed === undefined ? [] : [closed.event]),
          ],
          outbox: closed?.outbox ?? [],
          sealed: isSame ? [] : [{ name, content: vote }],
        },
      };
    },
    () => undefined,
  );
}

async function storedBefore(
  { cases }: Pick<House, 'cases'>,
  head: Parameters<House['cases']['sealed']>[0],
  name: string,
  hasVoted: boolean,
): Promise<Vote | undefined> {
  return hasVoted ? storedVote.parse(await cases.sealed(head, name)) : undefined;
}
