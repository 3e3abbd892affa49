import type { TerminationRules } from '../../../policy/schema.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { MemberId } from '../values/ids.ts';
import { groundOf, hasFlag } from './grounds.ts';
import type { TerminationHead } from './head.ts';
import { missingChangeSafeguard, missingSafeguard, safeguardMissing } from './safeguards.ts';
import type { Evidence } from './safeguards.ts';
import { firstUnpaidDay, taperSpan } from './stop-day.ts';
import type { TaperSpan } from './stop-day.ts';

/** A person who leaves aid. */
export interface Leaver {
  readonly person: string;
  readonly memberId: MemberId;
  readonly deceased: boolean;
}

export interface EndOfAid {
  readonly leavers: readonly Leaver[];
  readonly ground: string;
  /** First day without pay. */
  readonly from: CivilDate;
  /** Of an end by degrees. */
  readonly taper?: TaperSpan;
  readonly recovery: boolean;
}

/** What a confirmed termination does to the aid. Throws `SafeguardMissing` unless everything that must stand before it does. */
export function endOfAid(head: TerminationHead, evidence: Evidence, rules: TerminationRules): EndOfAid {
  const missing = missingSafeguard(head, evidence, rules);
  const { check, confirmation, aid, caseId } = head;
  if (missing !== undefined || check === undefined || confirmation === undefined) {
    throw safeguardMissing(caseId, missing ?? 'it is not confirmed');
  }
  const ground = groundOf(rules, aid.tier, confirmation.ground);
  const { outcome, months } = check;
  return {
    leavers: leaversOf(head, aid.members),
    ground: confirmation.ground,
    from: confirmation.from,
    ...(outcome === 'taper' && months !== undefined ? { taper: taperSpan(check.on, months) } : {}),
    recovery: ground !== undefined && hasFlag(ground, 'recovery'),
  };
}

export interface ChangeOfAid {
  readonly staying: readonly string[];
  readonly leavers: readonly Leaver[];
  readonly ground?: string;
  readonly from: CivilDate;
  readonly monthlyFen: number;
}

/** What a confirmed change does to the aid, from the month after its confirmation; throws as `endOfAid` does. */
export function changeOfAid(head: TerminationHead, evidence: Evidence, rules: TerminationRules): ChangeOfAid {
  const missing = missingChangeSafeguard(head, evidence, rules);
  const { check, changeConfirmation, aid, caseId } = head;
  if (missing !== undefined || check?.monthlyFen === undefined || changeConfirmation === undefined) {
    throw safeguardMissing(caseId, missing ?? 'it is not confirmed');
  }
  const ground = groundOf(rules, aid.tier, check.ground);
  return {
    staying: aid.persons.filter((_, at) => !check.leaving.some((member) => member === aid.members[at])),
    leavers: leaversOf(head, check.leaving),
    ...(ground === undefined ? {} : { ground: ground.id }),
    from: firstUnpaidDay(changeConfirmation.on),
    monthlyFen: check.monthlyFen,
  };
}

const leaversOf = ({ aid, check }: TerminationHead, leaving: readonly MemberId[]): readonly Leaver[] =>
  aid.members.flatMap((memberId, at) => {
    const person = aid.persons[at];
    const deceased = check?.deceased.includes(memberId) === true;
    return person !== undefined && leaving.includes(memberId) ? [{ person, memberId, deceased }] : [];
  });
