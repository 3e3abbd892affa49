import { aidChangedSchema } from '../../contracts/task-events.ts';
import type { AidChanged, CaseStepEvent } from '../../contracts/task-events.ts';
import type { NewEvent } from '../../domain/casework/event.ts';
import { changeOfAid } from '../../domain/termination/end-of-aid.ts';
import type { ChangeOfAid } from '../../domain/termination/end-of-aid.ts';
import { groundOf } from '../../domain/termination/grounds.ts';
import type { TerminationHead } from '../../domain/termination/head.ts';
import { factsWithout } from '../../domain/termination/remaining.ts';
import type { PoolRecord } from '../../ports/cases.ts';
import type { CaseId } from '../../domain/values/ids.ts';
import type { House } from '../house.ts';
import { knownFacts } from '../termination/aid-record.ts';
import { TURNS } from '../once.ts';
import { rechecksOf } from '../termination/recheck-of.ts';
import { contention } from './current-head.ts';
import { currentTermination } from './current-termination.ts';
import { recheckHousehold } from './recheck-household.ts';
import { deceasedOf, exitsOf, poolEntered } from './exits-of.ts';
import { evidenceOf } from './termination-evidence.ts';
import { terminationLetter } from './termination-letter.ts';

const ACTOR = 'system:change-aid';

/** Writes a confirmed change of the amount, and the exit of members who leave while the others stay. */
export async function changeAid(house: House, event: CaseStepEvent): Promise<AidChanged> {
  const { cases } = house;
  const id = `change-aid-${event.round}`;
  const looking: CaseId[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const head = await currentTermination(cases, event.caseId, event.gen);
    const before = await cases.step(event.caseId, id);
    if (before !== undefined) return aidChangedSchema.parse(before);
    if (head.closedOn !== undefined) return { kind: 'cancelled' };
    const evidence = await evidenceOf(house, head, 'change-confirmation', event.round);
    const decidedOn = head.changeConfirmation?.on ?? head.openedOn;
    const rules = house.policy.rules(decidedOn, head.area);
    const change = changeOfAid(head, evidence, rules.termination);
    const pool = await exitsOf(house, head, change.leavers, change.from);
    const letter = await terminationLetter(house, head, {
      on: decidedOn,
      reason: evidence.reason ?? '',
      ground: groundOf(rules.termination, head.aid.tier, change.ground)?.title,
      effect: { kind: 'changed', from: change.from, monthlyFen: change.monthlyFen },
      watchedUntil: pool[0]?.until,
      nextTier: undefined,
    });
    const dead = change.leavers.flatMap(({ memberId, deceased }) => (deceased ? [memberId] : []));
    const known = await knownFacts(cases, head);
    const left = factsWithout(known, dead);
    const members = head.aid.members.filter((member) => !change.leavers.some(({ memberId }) => memberId === member));
    const now = house.time.now();
    const committed = await cases.commit({
      head,
      next: { status: 'changed', stage: 'ChangeAid' },
      events: eventsOf(head, change, pool, now),
      pool,
      rechecks: rechecksOf(house, head.area, { ...head.aid, members }, left ?? known, head.check?.on ?? decidedOn),
      ...(dead.length === 0 || left === undefined ? {} : { facts: left }),
      opens: await recheckHousehold(house, head, change.leavers, ACTOR, looking),
      sealed: [{ name: 'decision-letter', content: letter }],
      step: { id, result: { kind: 'changed' } },
    });
    if (committed.kind === 'committed') return { kind: 'changed' };
    if (committed.kind === 'locked') looking.push(committed.caseId);
  }
  throw contention(event.caseId);
}

function eventsOf(
  { aid }: TerminationHead,
  { staying, leavers, ground, from, monthlyFen }: ChangeOfAid,
  pool: readonly PoolRecord[],
  at: number,
): readonly NewEvent[] {
  const of = aid.caseId;
  const gone = leavers.map(({ person }) => person);
  return [
    { type: 'aid-changed', at, actor: ACTOR, data: { of, persons: [...staying], from, monthlyFen } },
    ...(gone.length === 0
      ? []
      : [
          {
            type: 'aid-ended' as const,
            at,
            actor: ACTOR,
            data: {
              of,
              persons: gone,
              from,
              ...(ground === undefined ? {} : { ground }),
              ...deceasedOf(leavers),
            },
          },
        ]),
    ...poolEntered(pool, at, ACTOR),
  ];
}
