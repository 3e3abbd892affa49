import * as z from 'zod';
import { text } from './parts.ts';

const unit = z.string().min(1).max(62);
const code = z.string().min(1).max(60);

/** A need, and where it is known the item and the department; the responsibility matrix fills in the rest. */
export const wantedPartSchema = z
  .strictObject({
    need: code,
    entitlement: code.exactOptional(),
    unit: unit.exactOptional(),
    mandatory: z.boolean().exactOptional(),
    lead: z.boolean().exactOptional(),
  })
  .meta({ id: 'WantedPart' });

const parts = z.array(wantedPartSchema).max(50).default([]);

export const referralDecisions = [
  z.strictObject({
    kind: z.literal('referral-triage'),
    outcome: z.enum(['send', 'to-county']),
    parts,
    reason: text,
  }),
  z.strictObject({
    kind: z.literal('referral-transfer'),
    outcome: z.enum(['send', 'declined']),
    parts,
    reason: text.exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('referral-acceptance'),
    outcome: z.enum(['accept', 'return']),
    reason: text.exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('referral-handling'),
    result: z.enum(['granted', 'not-eligible', 'referred-on']),
    reason: text,
    fen: z.int().min(1).max(100_000_000).exactOptional(),
    unit: unit.exactOptional(),
  }),
  z.strictObject({ kind: z.literal('referral-reassignment'), unit, reason: text }),
  z.strictObject({
    kind: z.literal('referral-arbitration'),
    outcome: z.enum(['assign', 'mechanism', 'dismiss']),
    unit: unit.exactOptional(),
    reason: text,
  }),
  z.strictObject({ kind: z.literal('referral-lead'), part: z.string().min(1).max(10), reason: text }),
] as const;
