import type { Family } from '../../domain/application/family.ts';
import { startOf } from '../../domain/casework/execution.ts';
import type { PlannedPart } from '../../domain/referral/form.ts';
import type { ReferralHead } from '../../domain/referral/head.ts';
import type { AreaCode } from '../../domain/values/area-code.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { HouseholdId, PersonId } from '../../domain/values/ids.ts';
import type { OpenedCase } from '../../ports/cases.ts';
import type { House } from '../house.ts';
import { newHead } from '../new-head.ts';

export interface ReferralOf {
  readonly origin: ReferralHead['origin'];
  readonly area: AreaCode;
  readonly householdId: HouseholdId;
  readonly household: OpenedCase['household'];
  /** The first member is who is told. */
  readonly family: Family;
  /** The family's persons, where they are known; else by their ID numbers, which needs the key of the blind index. */
  readonly persons?: readonly PersonId[];
  readonly recused: readonly string[];
  readonly planned: readonly PlannedPart[];
  /** `Parts`: as planned, at once; `Transfer`: proposed, gone through with the family first; `Triage`: nobody knows whose it is. */
  readonly stage: 'Triage' | 'Transfer' | 'Parts';
  /** What the family says it needs, or why it was proposed. */
  readonly request: string;
  /** Subject of the person, or `system:<door>`. */
  readonly by: string;
}

/** A referral as a case that begins, alone or in another case's write (`opens`). */
export function referralFor(house: House, of: ReferralOf): OpenedCase & { readonly head: ReferralHead } {
  const persons = of.persons ?? of.family.members.map(({ idNumber }) => house.cases.personId(idNumber));
  const now = house.time.now();
  const today = civilDateOf(now);
  const head: ReferralHead = {
    ...newHead(house, of),
    procedure: 'referral',
    status: 'in-progress',
    stage: of.stage,
    registeredOn: today,
    origin: of.origin,
    persons,
    planned: of.planned,
    parts: [],
  };
  return {
    head,
    events: [
      {
        type: 'referral-registered',
        at: now,
        actor: of.by,
        data: {
          origin: of.origin.kind,
          ...(of.origin.caseId === undefined ? {} : { of: of.origin.caseId }),
          stage: of.stage,
          planned: of.planned.map((part) => ({ ...part })),
        },
      },
    ],
    outbox: [startOf(head, 'referral', of.stage)],
    sealed: [
      { name: 'family', content: of.family },
      { name: 'request', content: { text: of.request } },
    ],
    persons,
    // Who is known is found by name already.
    names: of.persons === undefined ? of.family.members.map(({ name }) => name) : [],
    locks: [],
    household: of.household,
  };
}
