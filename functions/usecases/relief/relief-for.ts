import { startOf } from '../../domain/casework/execution.ts';
import type { ReliefHead } from '../../domain/emergency-relief/head.ts';
import type { ReliefType } from '../../domain/emergency-relief/vocabulary.ts';
import type { PersonId } from '../../domain/values/ids.ts';
import type { Lock, OpenedCase } from '../../ports/cases.ts';
import type { House } from '../house.ts';
import { newHead } from '../new-head.ts';
import type { Whose } from '../whose.ts';

export interface ReliefOf {
  readonly whose: Whose;
  /** The family's persons, where they are known; else by their ID numbers, which needs the key of the blind index. */
  readonly persons?: readonly PersonId[];
  readonly type: ReliefType;
  readonly cause: string;
  /** Fen. */
  readonly requestedFen?: number;
  readonly statement: string;
  /** Subject of the person. */
  readonly by: string;
}

/** A relief as a case that begins, alone or in another case's write (`opens`). Stops nothing that runs for the family. */
export function reliefFor(house: House, of: ReliefOf): OpenedCase & { readonly head: ReliefHead } {
  const { family, household, of: beside, ...whose } = of.whose;
  const persons = of.persons ?? family.members.map(({ idNumber }) => house.cases.personId(idNumber));
  const now = house.time.now();
  const head: ReliefHead = {
    ...newHead(house, whose),
    procedure: 'emergency-relief',
    status: 'in-progress',
    stage: of.type === 'emergency' ? 'Help' : 'Review',
    type: of.type,
    persons,
    cause: of.cause,
    ...(beside === undefined ? {} : { beside }),
    requestedAt: now,
    ...(of.requestedFen === undefined ? {} : { requestedFen: of.requestedFen }),
  };
  return {
    head,
    events: [
      {
        type: 'relief-requested',
        at: now,
        actor: of.by,
        data: {
          type: of.type,
          cause: of.cause,
          ...(of.requestedFen === undefined ? {} : { requestedFen: of.requestedFen }),
          ...(beside === undefined ? {} : { beside }),
        },
      },
    ],
    outbox: [startOf(head, 'emergency-relief', head.stage)],
    sealed: [
      { name: 'family', content: family },
      { name: 'statement', content: { text: of.statement } },
    ],
    persons,
    // Who is known is found by name already.
    names: of.persons === undefined ? family.members.map(({ name }) => name) : [],
    locks: reliefLocks(head),
    household,
  };
}

/** One relief at a time for a person: two windows cannot both help for the same hardship. */
export const reliefLocks = ({ persons }: Pick<ReliefHead, 'persons'>): readonly Lock[] =>
  persons.map((person) => ({ person, purpose: 'emergency-relief' }));
