import * as z from 'zod';
import { civilDateSchema } from '../../domain/values/civil-date.ts';
import { memberIdSchema } from '../../domain/values/ids.ts';
import { findingsSchema } from '../facts.ts';
import { text } from './parts.ts';

const findings = findingsSchema.default({});
const ground = z.string().min(1).max(60).exactOptional();
const delivery = z.enum(['in-person', 'post', 'left-at-home']);

export const terminationDecisions = [
  z.strictObject({
    kind: z.literal('termination-check'),
    outcome: z.enum(['still-eligible', 'amount-changes', 'taper', 'end']),
    method: z.enum(['home-visit', 'register', 'home-visit-and-register']),
    checkedOn: civilDateSchema,
    findings,
    ground,
    leaving: z.array(memberIdSchema).max(99).exactOptional(),
    deceased: z.array(memberIdSchema).max(99).exactOptional(),
    months: z.int().min(0).max(120).exactOptional(),
    reason: text,
  }),
  z.strictObject({
    kind: z.literal('termination-objection'),
    conclusion: z.enum(['upheld', 'dismissed']),
    findings,
    reason: text,
  }),
  z.strictObject({ kind: z.literal('termination-reasons'), toldOn: civilDateSchema, method: delivery }),
  z.strictObject({
    kind: z.literal('termination-answer'),
    outcome: z.enum(['answered', 'no-answer', 'waived']),
    answer: text.exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('termination-confirmation'),
    outcome: z.enum(['confirm', 'still-eligible', 'return']),
    ground,
    stopFrom: civilDateSchema.exactOptional(),
    reason: text,
  }),
  z.strictObject({
    kind: z.literal('change-confirmation'),
    outcome: z.enum(['confirm', 'return']),
    reason: text,
  }),
  z.strictObject({ kind: z.literal('termination-letter'), deliveredOn: civilDateSchema, method: delivery }),
  z.strictObject({
    kind: z.literal('next-tier-offer'),
    outcome: z.enum(['wished', 'declined']),
    applicationSigned: z.boolean().exactOptional(),
  }),
] as const;
