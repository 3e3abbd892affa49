import { authorize } from '../../functions/domain/authority/authorize.ts';
import { changedHead } from '../../functions/domain/casework/head.ts';
import type { CaseHead } from '../../functions/domain/casework/head.ts';
import type { Json } from '../../functions/domain/casework/event.ts';
import type { TaskRecord } from '../../functions/domain/casework/task.ts';
import { startOfDay } from '../../functions/domain/values/civil-date.ts';
import type { CaseChange, Cases } from '../../functions/ports/cases.ts';
import type { People } from '../../functions/ports/people.ts';
import type { Worklists } from '../../functions/ports/worklists.ts';
import type { House } from '../../functions/usecases/house.ts';
import { MONDAY, policy, reviewer } from './case-head.ts';

export interface HouseOfOne extends House {
  /** Every change that a use case committed. */
  readonly commits: CaseChange[];
  now: number;
}

/** A house with one case, for what a use case asks and writes; everything it does not need throws when touched. */
export function houseOfOne(parts: {
  readonly head: CaseHead;
  readonly tasks?: readonly TaskRecord[];
  readonly facts?: Json;
  readonly sealed?: { readonly [name: string]: Json };
  readonly cases?: Partial<Cases>;
  readonly people?: Partial<People>;
  readonly worklists?: Partial<Worklists>;
}): HouseOfOne {
  const commits: CaseChange[] = [];
  const cases: Partial<Cases> = {
    head: () => Promise.resolve(parts.head),
    once: () => Promise.resolve(undefined),
    tasks: () => Promise.resolve([...(parts.tasks ?? [])]),
    facts: () => Promise.resolve(parts.facts ?? null),
    sealed: (_head, name) => Promise.resolve(parts.sealed?.[name]),
    commit(change) {
      commits.push(change);
      return Promise.resolve({ kind: 'committed', head: changedHead(parts.head, change.next) });
    },
    ...parts.cases,
  };
  const house: HouseOfOne = {
    cases: cases as Cases,
    people: {
      member: () => Promise.resolve(undefined),
      substitutions: () => Promise.resolve([]),
      ...parts.people,
    } as Partial<People> as People,
    worklists: (parts.worklists ?? {}) as Worklists,
    ...({} as Pick<House, 'mailroom' | 'ledger' | 'webhooks'>),
    policy,
    ids: { unique: () => 'unique', readable: () => 'ABCDEF' },
    authorize,
    commits,
    now: startOfDay(MONDAY) + 9 * 3_600_000,
    time: { now: () => house.now },
  };
  return house;
}

export const clerk = { ...reviewer, subject: 'clerk', roles: ['window-clerk'] } as const;

export const request = (head: CaseHead) => ({
  by: clerk,
  caseId: head.caseId,
  key: { principal: clerk.subject, route: 'test', key: 'key-12345', requestHash: 'hash' },
});
