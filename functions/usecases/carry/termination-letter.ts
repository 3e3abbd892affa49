import type { Tier } from '../../../policy/schema.ts';
import type { Letter } from '../../domain/application/refusal-letter.ts';
import { decisionLetter } from '../../domain/termination/decision-letter.ts';
import type { DecisionLetterInput } from '../../domain/termination/decision-letter.ts';
import type { TerminationHead } from '../../domain/termination/head.ts';
import { civilDate } from '../../domain/values/civil-date.ts';
import { familyOf } from '../family-of.ts';
import type { House } from '../house.ts';
import { knownFacts } from '../termination/aid-record.ts';

interface Given extends Pick<DecisionLetterInput, 'on' | 'reason' | 'effect'> {
  readonly ground: string | undefined;
  readonly nextTier: Tier | undefined;
  /** As the pool has it: the first day on which nobody is watched. */
  readonly watchedUntil: string | undefined;
}

/** To the family's applicant as known now, else to the first who is left; of a person who died alone, to that name. */
export async function terminationLetter(
  { cases, policy }: House,
  head: TerminationHead,
  { ground, watchedUntil, nextTier, ...given }: Given,
): Promise<Letter> {
  const granted = await cases.head(head.aid.caseId);
  if (granted === undefined) throw new Error(`case ${head.caseId} is about ${head.aid.caseId}, which is not there`);
  const family = await familyOf(cases, granted);
  const { members } = await knownFacts(cases, head);
  const applicant = members.find(({ relation }) => relation === 'applicant')?.memberId;
  const unit = head.delegated ? policy.townshipUnit(head.area) : policy.countyUnit(head.area);
  return decisionLetter({
    ...given,
    caseId: head.caseId,
    to: family.members.find(({ memberId }) => memberId === applicant)?.name ?? family.members[0]?.name ?? '',
    authority: policy.unitName(unit) ?? '',
    tier: head.aid.tier,
    ...(ground === undefined ? {} : { ground }),
    ...(watchedUntil === undefined ? {} : { watchedUntil: civilDate(watchedUntil) }),
    ...(nextTier === undefined ? {} : { nextTier }),
  });
}
