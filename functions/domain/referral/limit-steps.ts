import type { LimitSteps } from '../casework/legal-limit.ts';
import type { ReferralHead } from './head.ts';
import { isReferralTask } from './vocabulary.ts';

/** The result counts from acceptance, which is when its task opens; the mechanism runs under limits of its own. */
export function referralLimitSteps(kind: string, head: ReferralHead): LimitSteps | undefined {
  if (!isReferralTask(kind)) return undefined;
  const tier = 'any';
  switch (kind) {
    case 'referral-triage':
    case 'referral-transfer':
      return { tier, finish: 'referral-transfer', ...(head.round === 1 ? { from: head.registeredOn } : {}) };
    case 'referral-acceptance':
      return { tier, finish: 'referral-acceptance' };
    case 'referral-handling':
      return { tier, finish: 'referral-result' };
    case 'referral-reassignment':
    case 'referral-lead':
      return { tier, finish: 'referral-reassignment' };
    case 'referral-arbitration':
      return { tier, finish: 'referral-arbitration' };
    case 'referral-mechanism':
      return undefined;
  }
}
