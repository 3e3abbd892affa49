import type { ChainSpecialAid } from '../chain/events.ts';
import type { ProposedItem } from '../referral/package.ts';
import { addMonths } from '../values/civil-date.ts';
import type { CivilDate } from '../values/civil-date.ts';
import { isHeldOn } from './held-aid.ts';
import type { HeldAid } from './held-aid.ts';

export const deliveryStates = ['received', 'refused', 'under-way', 'missing'] as const;

/** How it stands with one item that the household is entitled to. */
export interface Delivery {
  readonly entitlement: string;
  readonly state: (typeof deliveryStates)[number];
  /** Since when it is so; of `missing` the day from which the household was entitled. */
  readonly since: CivilDate;
  readonly origin?: HeldAid['origin'];
}

/** A department that said no is asked again after as long. */
const ANSWER_COUNTS_MONTHS = 12;

/**
 * 政策落实: what the matrix promises the household against what it has. A refusal with its ground is an answer, a part in a department's
 * hands is under way; what is left is missing. By item, not by person: the department knows whom of the family it concerns.
 */
export function deliveries(
  entitled: readonly ProposedItem[],
  {
    held,
    answers,
    underWay,
    entitledFrom,
    on,
  }: {
    readonly held: readonly HeldAid[];
    readonly answers: readonly ChainSpecialAid[];
    /** Items that stand in an open referral. */
    readonly underWay: ReadonlyMap<string, { readonly caseId: string; readonly since: CivilDate }>;
    readonly entitledFrom: CivilDate;
    readonly on: CivilDate;
  },
): readonly Delivery[] {
  return entitled.map(({ entitlement }): Delivery => {
    const got = held.find((aid) => aid.aid === `item:${entitlement}` && isHeldOn(aid, on));
    if (got !== undefined) return { entitlement, state: 'received', since: got.from, origin: got.origin };
    const open = underWay.get(entitlement);
    if (open !== undefined) {
      return {
        entitlement,
        state: 'under-way',
        since: open.since,
        origin: { kind: 'referral', caseId: open.caseId },
      };
    }
    const no = answers
      .filter((answer) => answer.entitlement === entitlement && answer.result === 'not-eligible')
      .toSorted((a, b) => (a.on < b.on ? 1 : -1))
      .find((answer) => on < addMonths(answer.on, ANSWER_COUNTS_MONTHS));
    return no === undefined
      ? { entitlement, state: 'missing', since: entitledFrom }
      : { entitlement, state: 'refused', since: no.on, origin: { kind: 'referral', caseId: no.caseId } };
  });
}
