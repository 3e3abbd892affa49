import type { LimitSteps } from '../casework/legal-limit.ts';
import type { ReferralHead } from './head.ts';

export function referralLimitSteps(_kind: string, _head: ReferralHead): LimitSteps | undefined {
  return undefined;
}
