import type { TerminationGround, TerminationRules, Tier } from '../../../policy/schema.ts';
import type { TerminationFlag } from '../../../policy/termination-schema.ts';

/** 终止事由: the one of the tier's closed list; undefined: aid of that tier may not end on it. */
export const groundOf = (
  { grounds }: TerminationRules,
  tier: Tier,
  id: string | undefined,
): TerminationGround | undefined => grounds.find((ground) => ground.id === id && ground.tiers.includes(tier));

export const groundsOf = ({ grounds }: TerminationRules, tier: Tier): readonly TerminationGround[] =>
  grounds.filter((ground) => ground.tiers.includes(tier));

export const hasFlag = ({ flags }: Pick<TerminationGround, 'flags'>, flag: TerminationFlag): boolean =>
  flags.includes(flag);
