import * as z from 'zod';
import type { AnchorStatement } from '../domain/audit/anchor.ts';
import { RUNS_CHAIN } from '../domain/audit/chain.ts';
import { civilDateSchema } from '../domain/values/civil-date.ts';
import type { Signature } from '../domain/audit/signature.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const chainIdSchema = z.union([
  z.templateLiteral(['case:', z.string().regex(/^[A-Za-z0-9_-]{1,40}$/)]),
  z.literal(RUNS_CHAIN),
]);

/** First line of an anchor's file. */
export const signedStatementSchema = z.strictObject({
  statement: z.strictObject({
    format: z.literal('yimen-anchor/1'),
    number: z.int().min(1),
    day: civilDateSchema,
    takenAt: z.int(),
    previous: z.union([sha256, z.literal('')]),
    covers: z.enum(['all', 'changed']),
    entries: z.int().min(0),
    entriesSha256: sha256,
    faulty: z.int().min(0),
  }) satisfies z.ZodType<AnchorStatement>,
  signature: z.strictObject({
    algorithm: z.string(),
    keyId: sha256,
    value: z.base64(),
  }) satisfies z.ZodType<Signature>,
});

/** Each line after it: a chain, the number of its last event, and that event's hash. */
export const entrySchema = z.tuple([chainIdSchema, z.int().min(0), z.string()]);
