import { createHash } from 'node:crypto';
import { talliedSchema } from '../../contracts/task-events.ts';
import type { CaseStepEvent, Tallied } from '../../contracts/task-events.ts';
import { taskIdOf } from '../../domain/casework/task.ts';
import { afterTally } from '../../domain/deliberation/after-tally.ts';
import type { Vote } from '../../domain/deliberation/ballot.ts';
import type { BallotRecord, DeliberationHead } from '../../domain/deliberation/head.ts';
import { minutesOf } from '../../domain/deliberation/minutes.ts';
import type { Minutes } from '../../domain/deliberation/minutes.ts';
import { entitledOf, rulerOf } from '../../domain/deliberation/roster.ts';
import type { Seat } from '../../domain/deliberation/roster.ts';
import { presentOf, tally } from '../../domain/deliberation/tally.ts';
import { canonicalJson } from '../../domain/values/canonical-json.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import { taskId as toTaskId } from '../../domain/values/ids.ts';
import { toJson } from '../../domain/values/json.ts';
import { answering } from '../deliberation/answering.ts';
import { ballotRule } from '../deliberation/ballot-rule.ts';
import { storedVote, voteName } from '../deliberation/cast-vote.ts';
import { departedOf } from '../deliberation/open-ballot.ts';
import type { House } from '../house.ts';
import { TURNS } from '../once.ts';
import { contention, currentHeadOf } from './current-head.ts';

/** 计票: counts a closed ballot once, writes its minutes, and says what comes next. */
export async function tallyBallot(house: House, event: CaseStepEvent): Promise<Tallied> {
  const { cases } = house;
  const id = `tally-${event.round}`;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const head = await currentHeadOf(cases, 'deliberation', event.caseId, event.gen);
    const before = await cases.step(event.caseId, id);
    if (before !== undefined) return talliedSchema.parse(before);
    if (head.closedOn !== undefined) return { kind: 'cancelled' };
    const { ballot } = head;
    if (ballot?.round !== event.round) throw new Error(`case ${head.caseId} has no ballot of round ${event.round}`);
    const now = house.time.now();
    const { minutes, present, entitled } = await count(house, head, ballot);
    const kind = afterTally(minutes.tally.outcome, {
      entitled,
      present,
      reconvened: head.reconvened,
      mostReconvened: house.policy.setting('mechanism.reconvene'),
      tieRule: house.policy.mechanism.tie.rule,
    });
    const minutesHash = minutesHashOf(minutes);
    const { outcome } = minutes.tally;
    const ruler =
      kind === 'chair-ruling' ? ((outcome === 'tied' ? rulerOf(present) : undefined) ?? rulerOf(entitled)) : undefined;
    const result: Tallied = { kind };
    const committed = await cases.commit({
      head,
      next: {
        stage: 'Tally',
        ballot: {
          ...ballot,
          tally: minutes.tally,
          minutesHash,
          ...(ruler === undefined
            ? {}
            : { ruling: { basis: outcome === 'tied' ? 'tied' : 'no-quorum', ruler: ruler.seat } }),
        },
        ...(kind === 'reconvene' ? { reconvened: head.reconvened + 1 } : {}),
        ...(kind === 'undecided' ? { status: 'undecided', closedOn: civilDateOf(now) } : {}),
      },
      events: [
        {
          type: 'ballot-tallied',
          at: now,
          actor: 'system:tally-ballot',
          data: { round: event.round, ...minutes.tally, minutesHash, next: kind },
        },
        ...(kind === 'undecided' ? [undecided(event.round, now)] : []),
      ],
      outbox: kind === 'undecided' ? answering(head, 'undecided') : [],
      sealed: [{ name: minutesName(event.round), content: minutes }],
      asks: { from: [], noMore: ballot.seats.map(({ subject }) => subject) },
      step: { id, result },
    });
    if (committed.kind === 'committed') return result;
  }
  throw contention(event.caseId);
}

const undecided = (round: number, at: number) => ({
  type: 'motion-undecided' as const,
  at,
  actor: 'system:tally-ballot',
  data: { round },
});

export const minutesName = (round: number): string => `minutes.${round}`;

/** Over the canonical JSON, so that whoever holds the minutes can check them against the record. */
export const minutesHashOf = (minutes: Minutes): string =>
  createHash('sha256')
    .update(canonicalJson(toJson(minutes)))
    .digest('hex');

interface Count {
  readonly minutes: Minutes;
  readonly present: readonly Seat[];
  readonly entitled: readonly Seat[];
}

/** By what the closing write kept; a ballot that the deadline closed counts who was there on its last day. */
async function count(house: House, head: DeliberationHead, ballot: BallotRecord): Promise<Count> {
  const { method = 'circulation', recused } = head;
  const task = await house.cases.task(toTaskId(taskIdOf(head, 'ballot', ballot.round)));
  const lastDay = task?.finishLimit?.dueOn ?? civilDateOf(task?.closedAt ?? house.time.now());
  const closing = ballot.closing ?? {
    by: 'deadline' as const,
    departed: await departedOf(house, ballot.seats, lastDay),
  };
  const { departed } = closing;
  const votes = await votesOf(house, head, ballot);
  const counted = { ...ballot, method, recused, departed };
  const present = presentOf(counted, votes);
  return {
    present,
    entitled: entitledOf(ballot.seats, counted),
    minutes: minutesOf({
      caseId: head.caseId,
      round: ballot.round,
      method,
      convenedOn: ballot.convenedOn,
      closedOn: ballot.closing === undefined ? lastDay : civilDateOf(ballot.closing.at),
      closedBy: closing.by,
      seats: ballot.seats,
      recused,
      departed,
      present: present.map(({ seat }) => seat),
      votes,
      tally: tally(counted, votes, ballotRule(house.policy)),
    }),
  };
}

async function votesOf(
  { cases }: House,
  head: DeliberationHead,
  { voted, round }: BallotRecord,
): Promise<ReadonlyMap<string, Vote>> {
  const votes = await Promise.all(
    voted.map(async (seat) => [seat, storedVote.parse(await cases.sealed(head, voteName(round, seat)))] as const),
  );
  return new Map(votes);
}
