import type { BallotRule } from '../../domain/deliberation/tally.ts';
import type { Policy } from '../../ports/policy.ts';

export const ballotRule = (policy: Pick<Policy, 'setting'>): BallotRule => ({
  quorumNumerator: policy.setting('mechanism.quorum-numerator'),
  quorumDenominator: policy.setting('mechanism.quorum-denominator'),
  quorumLeast: policy.setting('mechanism.quorum-least'),
  approvePercent: policy.setting('mechanism.approve-percent'),
});
