import type { CaseChanged } from '../../contracts/outcomes.ts';
import type { NewEvent } from '../../domain/casework/event.ts';
import { isInProgress } from '../../domain/casework/head.ts';
import { taskIdOf } from '../../domain/casework/task.ts';
import type { TaskRecord } from '../../domain/casework/task.ts';
import { isBallotComplete } from '../../domain/deliberation/ballot.ts';
import type { DeliberationHead } from '../../domain/deliberation/head.ts';
import { entitledOf, rulerOf } from '../../domain/deliberation/roster.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import { taskId as toTaskId } from '../../domain/values/ids.ts';
import type { CaseChange } from '../../ports/cases.ts';
import { changeCase } from '../change-case.ts';
import type { ChangeCaseInput } from '../change-case.ts';
import type { House } from '../house.ts';
import { declined } from '../outcome.ts';
import type { Declined } from '../outcome.ts';
import { answering } from './answering.ts';
import { closing } from './closing.ts';
import { ballotClosed, departedOf, isVotingOpen } from './open-ballot.ts';

type Plan = Omit<CaseChange, 'head' | 'once' | 'next'> & { readonly next: Partial<DeliberationHead> };

/**
 * 申报回避: one's own conflict of interest, for this motion and all its ballots. A vote that was given counts no more; where
 * nobody else is left to vote, the ballot closes; whoever was to rule makes way for the deputy.
 */
export function declareConflict(
  house: House,
  input: ChangeCaseInput & { readonly reason: string },
): Promise<CaseChanged | Declined> {
  const { by, reason } = input;
  return changeCase(house, 'deliberation', 'conflict.declare', input, async (head): Promise<Plan | Declined> => {
    if (!isInProgress(head)) return declined('case-closed', '该议题已经办结。', { more: { caseStatus: head.status } });
    if (head.recused.includes(by.subject)) return { next: {}, events: [] };
    const now = house.time.now();
    const recused = [...head.recused, by.subject].toSorted();
    const event: NewEvent = {
      type: 'conflict-declared',
      at: now,
      actor: by.subject,
      data: { round: head.round },
    };
    const plain = {
      next: { recused },
      events: [event],
      sealed: [{ name: `conflict.${by.subject}`, content: { reason } }],
    };
    const { ballot } = head;
    if (ballot === undefined) return plain;
    if (ballot.tally !== undefined) return rulerLeaves(house, { ...head, recused }, by.subject, plain, now);
    const task = await house.cases.task(toTaskId(taskIdOf(head, 'ballot', ballot.round)));
    // Convened, and not opened yet.
    if (task === undefined) return plain;
    if (!isVotingOpen(task, now)) return ballotClosed;
    const departed = await departedOf(house, ballot.seats, civilDateOf(now));
    if (!isBallotComplete({ ...ballot, recused, departed })) return plain;
    const closed = closing(task, ballot, 'members', departed, by.subject, now);
    return {
      ...plain,
      next: { recused, ballot: closed.ballot },
      events: [event, closed.event],
      tasks: [{ kind: 'change', from: task, to: { ...closed.task, version: task.version + 1 } }],
      outbox: closed.outbox,
    };
  });
}

/** Where the ruling waits for this very person, the deputy's is opened; where there is none, another meeting or an end. */
async function rulerLeaves(
  house: House,
  head: DeliberationHead,
  subject: string,
  plain: Plan,
  now: number,
): Promise<Plan> {
  const { ballot } = head;
  const ruler = ballot?.seats.find(({ seat }) => seat === ballot.ruling?.ruler);
  const task = await house.cases.task(toTaskId(taskIdOf(head, 'chair-ruling', head.round)));
  if (ballot?.ruling === undefined || ruler?.subject !== subject || task?.status !== 'OPEN') return plain;
  const departed = await departedOf(house, ballot.seats, civilDateOf(now));
  const heir = rulerOf(entitledOf(ballot.seats, { recused: head.recused, departed }));
  const outcome =
    heir !== undefined
      ? 'next-ruler'
      : head.reconvened < house.policy.setting('mechanism.reconvene')
        ? 'reconvene'
        : 'undecided';
  const closed: TaskRecord = {
    ...task,
    version: task.version + 1,
    status: 'DECIDED',
    outcome,
    closedAt: now,
    closedBy: subject,
  };
  const { caseId, taskId } = task;
  return {
    ...plain,
    next: {
      ...plain.next,
      ...(heir === undefined ? {} : { ballot: { ...ballot, ruling: { ...ballot.ruling, ruler: heir.seat } } }),
      ...(outcome === 'reconvene' ? { reconvened: head.reconvened + 1 } : {}),
      ...(outcome === 'undecided' ? { status: 'undecided', closedOn: civilDateOf(now) } : {}),
    },
    events: [
      ...plain.events,
      ...(outcome === 'undecided'
        ? [{ type: 'motion-undecided' as const, at: now, actor: subject, data: { round: head.round } }]
        : []),
    ],
    tasks: [{ kind: 'change', from: task, to: closed }],
    outbox: [{ kind: 'ring', caseId, taskId }, ...(outcome === 'undecided' ? answering(head, 'undecided') : [])],
  };
}
