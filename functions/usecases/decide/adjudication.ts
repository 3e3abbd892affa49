import type { AdjudicationDecision } from '../../domain/adjudication/decisions.ts';
import type { AdjudicationHead, RecordChange } from '../../domain/adjudication/head.ts';
import type { NewEvent } from '../../domain/casework/event.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { CaseChange } from '../../ports/cases.ts';
import type { TaskPlan } from '../change-task.ts';
import type { House } from '../house.ts';
import { declined } from '../outcome.ts';
import type { Declined } from '../outcome.ts';
import { decided, withoutMachine } from './deciding.ts';
import type { Deciding } from './deciding.ts';

/** Three actions for each: more would not fit into one transaction. */
const MOST_MOVED = 28;

interface Effect extends Pick<CaseChange, 'moves' | 'mergedInto' | 'newHousehold' | 'sameAs'> {
  readonly event: Pick<NewEvent, 'type' | 'data'>;
}

/** Carries the change out in the write that settles it, or leaves everything as it is. Cases and their records stay untouched. */
export async function decideAdjudication(
  house: House,
  deciding: Deciding<AdjudicationHead, AdjudicationDecision>,
): Promise<TaskPlan | Declined> {
  const { head, decision, by, now } = deciding;
  if (head.requestedBy === by.subject) {
    return declined('self-approval', '本人提出的档案核并应当由其他人办理。');
  }
  const closed = { status: 'closed', closedOn: civilDateOf(now), isCarriedOut: decision.carryOut } as const;
  if (!decision.carryOut) {
    const rejected = { type: 'adjudication-rejected', data: { change: { ...head.change } } } as const;
    return withoutMachine(deciding, decided(deciding, 'rejected', rejected, { next: closed }));
  }
  const effect = await effectOf(house, head.change);
  if ('kind' in effect) return effect;
  const { event, ...changes } = effect;
  return withoutMachine(deciding, decided(deciding, 'carried-out', event, { ...changes, next: closed }));
}

const outdated = declined('register-changed', '登记情况在提出之后已经变化,请退回后重新提出。');

async function effectOf({ cases }: House, change: RecordChange): Promise<Effect | Declined> {
  switch (change.kind) {
    case 'merge-households': {
      const { from, into } = change;
      const persons = await cases.personsOf(from);
      const isMoved = (await cases.currentHousehold(from)) !== from || (await cases.currentHousehold(into)) !== into;
      if (isMoved) return outdated;
      if (persons.length > MOST_MOVED) {
        return declined('family-too-large', `一次最多合并${MOST_MOVED}人的家庭,请先分户。`);
      }
      return {
        moves: persons.map((person) => ({ person, from, to: into })),
        mergedInto: { from, into },
        event: { type: 'households-merged', data: { from, into, persons } },
      };
    }
    case 'split-household': {
      const { from, into, persons } = change;
      const present = await cases.personsOf(from);
      const isSound = persons.every((person) => present.includes(person)) && persons.length < present.length;
      if (!isSound) return outdated;
      return {
        moves: persons.map((person) => ({ person, from, to: into })),
        newHousehold: into,
        event: { type: 'household-split', data: { from, into, persons } },
      };
    }
    case 'merge-persons': {
      const { keep, drop } = change;
      const from = await cases.householdOf(drop);
      const to = await cases.householdOf(keep);
      const isTaken = (await cases.canonical(keep)) !== keep || (await cases.canonical(drop)) !== drop;
      const hasOthers = (await cases.aliasesOf(drop)).length > 0;
      if (from === undefined || to === undefined || isTaken || hasOthers) return outdated;
      const left = (await cases.personsOf(from)).filter((person) => person !== drop);
      const isEmptied = from !== to && left.length === 0;
      return {
        moves: [{ person: drop, from, to }],
        sameAs: { keep, drop },
        ...(isEmptied ? { mergedInto: { from, into: to } } : {}),
        event: { type: 'persons-merged', data: { keep, drop, from, into: to } },
      };
    }
  }
}
