import * as z from 'zod';
import type { ReferralHead } from '../../domain/referral/head.ts';
import { referralStatuses } from '../../domain/referral/vocabulary.ts';
import { headBase } from './base.ts';

export const referralHeadSchema = headBase.extend({
  procedure: z.literal('referral'),
  status: z.enum(referralStatuses),
}) satisfies z.ZodType<ReferralHead>;
