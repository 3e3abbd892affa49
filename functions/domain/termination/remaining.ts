import type { Tier } from '../../../policy/schema.ts';
import type { ClassifyOptions } from '../classification/classify.ts';
import type { HouseholdFacts, MemberFacts } from '../classification/facts.ts';
import { tiers } from '../classification/tier.ts';
import type { MemberId } from '../values/ids.ts';

/**
 * The facts of those who are left when some are gone for good; undefined where nobody is. A family whose applicant is gone is
 * represented by the spouse, else by the first who is left.
 */
export function factsWithout(facts: HouseholdFacts, gone: readonly MemberId[]): HouseholdFacts | undefined {
  const left = facts.members.filter(({ memberId }) => !gone.includes(memberId));
  const next = left.find(({ relation }) => relation === 'spouse') ?? left[0];
  if (next === undefined) return undefined;
  if (left.some(({ relation }) => relation === 'applicant')) return { ...facts, members: left };
  const seen = (member: MemberFacts): MemberFacts =>
    member === next ? { ...member, relation: 'applicant' } : { ...member, relation: 'other' };
  return { ...facts, members: left.map(seen) };
}

/** The tier that ends and all better ones: what a family leaves is not offered to it again by the same facts. */
export const tiersBelow = (ended: Tier): ClassifyOptions => ({ except: tiers.slice(0, tiers.indexOf(ended) + 1) });
