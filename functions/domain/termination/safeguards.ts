import type { TerminationRules } from '../../../policy/schema.ts';
import { groundOf, hasFlag } from './grounds.ts';
import { hasChecked } from './head.ts';
import type { Doer, TerminationHead } from './head.ts';

/** What stands in the case beside its head. */
export interface Evidence {
  /** Round of a termination notice whose period ran out without objection, where none was posted after it. */
  readonly noticeRanOut?: number;
  /** What the confirming officer wrote. */
  readonly reason?: string;
}

type Case = Pick<
  TerminationHead,
  'caseId' | 'aid' | 'check' | 'told' | 'answer' | 'confirmation' | 'changeConfirmation'
>;

/** Aid was to end, or to shrink, without everything that must stand before it. A fault of ours, never of a person. */
export function safeguardMissing(caseId: string, text: string): Error {
  const error = new Error(`case ${caseId} may not touch any aid: ${text}`);
  error.name = 'SafeguardMissing';
  return error;
}

/**
 * What must stand in the record before aid ends: a person's finding on a ground of the tier's list, notice or reasons told for this
 * very finding, and another person's confirmation with its reason. Undefined: all of it is there.
 */
export function missingSafeguard(head: Case, evidence: Evidence, rules: TerminationRules): string | undefined {
  const { check, confirmation, aid } = head;
  if (check === undefined || !isPerson(check)) return 'no person has checked it';
  if (check.outcome !== 'end' && check.outcome !== 'taper') return 'the check did not find that it ends';
  if (confirmation === undefined || !isPerson(confirmation)) return 'no person has confirmed it';
  if (hasChecked(head, confirmation.by)) return 'whoever checked it has confirmed it';
  const ground = groundOf(rules, aid.tier, confirmation.ground);
  if (ground === undefined) return 'there is no ground of the list';
  if (check.ground !== ground.id) return 'the ground is not the one that was checked';
  if (hasFlag(ground, 'one-person') && aid.members.length > 1) return 'the ground is about one person of several';
  if (confirmation.from <= confirmation.on) return 'it would end before it was decided';
  return missingHearing(head, evidence, hasFlag(ground, 'told-only')) ?? missingReason(evidence);
}

/** Before aid shrinks: reasons told and time to answer; before it grows a person's confirmation is enough. */
export function missingChangeSafeguard(head: Case, evidence: Evidence, rules: TerminationRules): string | undefined {
  const { check, changeConfirmation, aid } = head;
  if (check === undefined || !isPerson(check)) return 'no person has checked it';
  if (check.outcome !== 'amount-changes' || check.monthlyFen === undefined) return 'the check did not find an amount';
  if (changeConfirmation === undefined || !isPerson(changeConfirmation)) return 'no person has confirmed it';
  if (hasChecked(head, changeConfirmation.by)) return 'whoever checked it has confirmed it';
  const ground = groundOf(rules, aid.tier, check.ground);
  if (check.leaving.length > 0 && ground === undefined) return 'members would leave without a ground of the list';
  const isLess = check.leaving.length > 0 || check.monthlyFen < (aid.monthlyFen ?? 0);
  const isToldOnly = ground !== undefined && hasFlag(ground, 'told-only');
  return (isLess ? missingHearing(head, evidence, isToldOnly) : undefined) ?? missingReason(evidence);
}

function missingHearing({ check, told, answer }: Case, { noticeRanOut }: Evidence, isToldOnly: boolean) {
  const round = check?.round ?? Infinity;
  if (noticeRanOut !== undefined && noticeRanOut >= round) return undefined;
  if (told === undefined || told.round !== round || !isPerson(told)) return 'neither notice nor reasons were given';
  if (isToldOnly || (answer !== undefined && answer.round === round && isPerson(answer))) return undefined;
  return 'the family had no time to answer';
}

const missingReason = ({ reason = '' }: Evidence): string | undefined =>
  reason.trim() === '' ? 'there is no reason in writing' : undefined;

const isPerson = ({ by }: Doer): boolean => by !== '' && !by.startsWith('system:');
