import * as z from 'zod';
import type { LetterId } from '../../policy/schema.ts';

export const letterIdSchema = z.enum(['acceptance', 'documents', 'refusal']) satisfies z.ZodType<LetterId>;
export type ApplicationLetterId = z.output<typeof letterIdSchema>;

/** Of a referral: what the family is told at its start and at its end. */
export const referralLetterSchema = z.enum(['start', 'result']);
export type ReferralLetterId = z.output<typeof referralLetterSchema>;
