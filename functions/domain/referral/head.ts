import type { HeadBase } from '../casework/head-base.ts';
import type { referralStatuses } from './vocabulary.ts';

/** 转办: one need, taken in at one door, answered by every department behind it. */
export interface ReferralHead extends HeadBase {
  readonly procedure: 'referral';
  readonly status: (typeof referralStatuses)[number];
}
