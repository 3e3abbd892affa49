import * as z from 'zod';
import { circumstances } from '../../domain/application/vocabulary.ts';
import { civilDateSchema } from '../../domain/values/civil-date.ts';
import { findingsSchema } from '../facts.ts';
import { person, text } from './parts.ts';

const found = findingsSchema.default({});

export const applicationDecisions = [
  z.strictObject({
    kind: z.literal('household-investigation'),
    method: z.enum(['home-visit', 'remote']),
    emergency: text.exactOptional(),
    visitedOn: civilDateSchema,
    investigators: z.array(person).max(10),
    signatures: z.strictObject({ investigators: z.array(person).max(10), family: z.boolean() }),
    findings: found,
    circumstances: z
      .array(z.enum(circumstances).exclude(['notice-objection']))
      .max(4)
      .default([]),
    note: text.exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('information-check'),
    registers: z.array(z.string().min(1).max(40)).min(1, '应至少核对一项').max(30),
    findings: found,
    note: text.exactOptional(),
  }),
  z.strictObject({ kind: z.literal('supply-facts'), findings: findingsSchema }),
  z.strictObject({
    kind: z.literal('township-opinion'),
    outcome: z.enum(['confirm', 'refuse', 'reinvestigate']),
    reason: text,
  }),
  z.strictObject({
    kind: z.literal('objection-review'),
    method: z.enum(['reinvestigation', 'democratic-appraisal']),
    conclusion: z.enum(['upheld', 'dismissed']),
    findings: found,
    reason: text,
  }),
  z.strictObject({
    kind: z.literal('confirmation'),
    outcome: z.enum(['confirm', 'refuse', 'return', 'next-tier']),
    reason: text,
    visit: z.strictObject({ visitedOn: civilDateSchema, visitors: z.array(person).min(1).max(10) }).exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('refusal-letter'),
    deliveredOn: civilDateSchema,
    method: z.enum(['in-person', 'post', 'left-at-home']),
  }),
] as const;
