import { describe, expect, it } from 'vitest';
import type { Principal } from '../../../functions/domain/authority/principal.ts';
import type { Json } from '../../../functions/domain/casework/event.ts';
import type { TaskRecord } from '../../../functions/domain/casework/task.ts';
import type { DeliberationHead } from '../../../functions/domain/deliberation/head.ts';
import { areaCode } from '../../../functions/domain/values/area-code.ts';
import { civilDate, endOfDay } from '../../../functions/domain/values/civil-date.ts';
import { taskId, unitId } from '../../../functions/domain/values/ids.ts';
import { tallyBallot } from '../../../functions/usecases/carry/tally-ballot.ts';
import { decideTask } from '../../../functions/usecases/decide-task.ts';
import { castVote } from '../../../functions/usecases/deliberation/cast-vote.ts';
import { motionFor } from '../../../functions/usecases/open-motion.ts';
import { caseHead, MONDAY, reviewer } from '../../support/case-head.ts';
import { houseOfOne, request } from '../../support/house-of-one.ts';
import { countedBallot, motionHead, rosterOf } from '../domain/deliberation/roster.ts';

const { ruling: _ruling, ...ballot } = countedBallot;
const dueOn = civilDate('2026-03-16');
const county = unitId('county-civil-affairs-370502');

const member: Principal = {
  subject: 'p1',
  name: '成员(演示)',
  roles: ['mechanism-member'],
  unit: unitId('county-unit-1'),
  area: areaCode('370502'),
};

const taskOf = (head: DeliberationHead, kind: TaskRecord['kind'], more: Partial<TaskRecord> = {}): TaskRecord => ({
  caseId: head.caseId,
  taskId: taskId(`${head.caseId}.${kind}.1`),
  kind,
  round: 1,
  area: head.area,
  unit: county,
  status: 'OPEN',
  version: 1,
  revision: 1,
  openedAt: 0,
  finishLimit: {
    limitId: 'any.motion-meeting',
    from: civilDate(MONDAY),
    dueOn,
    dueAt: endOfDay(dueOn),
    provisional: false,
  },
  ...more,
});

const houseWith = (head: DeliberationHead, task: TaskRecord, more: Partial<Parameters<typeof houseOfOne>[0]> = {}) =>
  houseOfOne({
    head,
    ...more,
    cases: { task: () => Promise.resolve(task), step: () => Promise.resolve(undefined), ...more.cases },
  });

describe('a vote', () => {
  const head = motionHead({ stage: 'Ballot', ballot, method: 'circulation' });
  const cast = (now: number) => {
    const task = taskOf(head, 'ballot');
    const house = houseWith(head, task);
    house.now = now;
    const vote = { choice: 'approve', reason: '同意' } as const;
    return castVote(house, { ...request(head), by: member, taskId: task.taskId, vote });
  };

  it('counts to the last instant of the last day, and not after it though no sweep has come by', async () => {
    expect(await cast(endOfDay(dueOn) - 1)).toMatchObject({ kind: 'task-changed', status: 'OPEN' });
    expect(await cast(endOfDay(dueOn))).toMatchObject({ kind: 'declined', code: 'ballot-closed' });
  });
});

describe('the end of a motion', () => {
  it('is told to the task that waits for it, in the same write', async () => {
    const head = motionHead({ stage: 'Resolve' });
    const task = taskOf(head, 'motion-resolution', { holder: reviewer.subject });
    const house = houseWith(head, task);
    const by = { ...reviewer, roles: ['county-reviewer'] as const, unit: county };
    await decideTask(house, {
      ...request(head),
      by,
      taskId: task.taskId,
      version: 1,
      decision: {
        kind: 'motion-resolution',
        resolution: { kind: 'grant-relief', amountFen: 400_000 },
        text: '给予临时救助',
      },
    });
    expect(house.commits[0]?.outbox).toContainEqual({
      kind: 'answer',
      caseId: head.caseId,
      taskId: 'x.wait.1',
      outcome: 'grant:400000',
    });
  });
});

describe('counting a ballot that its last day closed', () => {
  const votes: { readonly [name: string]: Json } = Object.fromEntries(
    ['s0', 's1', 's2', 's3'].map((seat) => [`vote.1.${seat}`, { choice: 'approve', reason: '同意' }]),
  );
  const head = motionHead({
    stage: 'Ballot',
    method: 'circulation',
    ballot: { ...ballot, voted: ['s0', 's1', 's2', 's3'] },
  });
  const event = { schemaVersion: 1, caseId: head.caseId, gen: 1, round: 1 } as const;
  const counted = (left: { readonly [subject: string]: string }, now: number, stored?: Json) => {
    const task = taskOf(head, 'ballot', { status: 'EXPIRED', closedAt: now });
    const house = houseWith(head, task, {
      sealed: votes,
      ...(stored === undefined ? {} : { cases: { step: () => Promise.resolve(stored) } }),
      people: {
        member: (subject) => {
          const leftOn = left[subject];
          return Promise.resolve(leftOn === undefined ? undefined : { ...member, subject, leftOn: civilDate(leftOn) });
        },
      },
    });
    house.now = now;
    return { house, result: tallyBallot(house, event) };
  };
  const tallyOf = ({ house }: ReturnType<typeof counted>) =>
    house.commits[0]?.next !== undefined && 'ballot' in house.commits[0].next
      ? house.commits[0].next.ballot?.tally
      : undefined;

  it('goes by who was there on that day, however late it is counted', async () => {
    for (const days of [1, 30]) {
      const late = counted({ p0: '2026-03-16', p1: '2026-03-17' }, endOfDay(dueOn) + days * 86_400_000);
      expect(await late.result).toEqual({ kind: 'carried' });
      expect(tallyOf(late)).toMatchObject({ entitled: 4, present: 3, approve: 3 });
    }
  });

  it('counts once: a repeated step reads what was found', async () => {
    const again = counted({}, endOfDay(dueOn), { kind: 'not-carried' });
    expect(await again.result).toEqual({ kind: 'not-carried' });
    expect(again.house.commits).toEqual([]);
  });

  it('tells whoever waits that nobody is left to decide', async () => {
    const all = Object.fromEntries(rosterOf(5).map(({ subject }) => [subject, '2026-03-10']));
    const none = motionHead({ ...head, reconvened: 1 });
    const house = houseWith(none, taskOf(none, 'ballot', { status: 'EXPIRED', closedAt: endOfDay(dueOn) }), {
      sealed: votes,
      people: {
        member: (subject) => Promise.resolve({ ...member, subject, leftOn: civilDate(all[subject] ?? '2026-03-10') }),
      },
    });
    expect(await tallyBallot(house, event)).toEqual({ kind: 'undecided' });
    expect(house.commits[0]).toMatchObject({
      next: { status: 'undecided' },
      outbox: [{ kind: 'answer', taskId: 'x.wait.1', outcome: 'undecided' }],
    });
  });
});

describe('moving a motion', () => {
  it('makes a case of its own about the same household, that begins with the dossier', async () => {
    const about = caseHead({ recused: ['relative'] });
    const house = houseOfOne({ head: about, cases: { personsOf: () => Promise.resolve([]) } });
    const opened = await motionFor(house, {
      of: about,
      kind: 'referral-dispute',
      taskId: taskId('a.wait.1'),
      by: { subject: 'system:referral', unit: county },
      dossier: { summary: '两部门均认为不属于本部门职责' },
    });
    expect(opened.head).toMatchObject({
      householdId: about.householdId,
      area: about.area,
      motion: { kind: 'referral-dispute', of: about.caseId, answers: 'a.wait.1' },
      recused: ['relative'],
    });
    expect(opened.outbox).toMatchObject([{ kind: 'start', machine: 'deliberation', caseId: opened.head.caseId }]);
    expect(opened.locks).toEqual([]);
  });
});
