import * as z from 'zod';
import { ballotMethods } from '../../domain/deliberation/ballot.ts';
import { civilDateSchema } from '../../domain/values/civil-date.ts';
import { unitIdSchema } from '../../domain/values/ids.ts';
import { text } from './parts.ts';

/** All that a resolution can say. There is no word in it for granting or ending 低保 or 特困. */
export const resolutionSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('grant-relief'),
      amountFen: z.int('金额应为以分为单位的整数').min(1).max(100_000_000_000),
    }),
    z.strictObject({ kind: z.literal('assign-department'), unit: unitIdSchema }),
    z.strictObject({ kind: z.literal('new-review') }),
  ])
  .meta({ id: 'Resolution' });

/** Papers of the pack's list, by their ids. */
export const dossierItems = z.array(z.string().min(1).max(40)).max(40);

export const deliberationDecisions = [
  z.discriminatedUnion('outcome', [
    z.strictObject({
      kind: z.literal('motion-dossier'),
      outcome: z.literal('complete'),
      items: dossierItems,
      summary: text,
      method: z.enum(ballotMethods),
      proposal: resolutionSchema,
    }),
    z.strictObject({ kind: z.literal('motion-dossier'), outcome: z.literal('return'), reason: text }),
  ]),
  z.strictObject({ kind: z.literal('chair-ruling'), outcome: z.enum(['carried', 'not-carried']), reason: text }),
  z.discriminatedUnion('outcome', [
    z.strictObject({ kind: z.literal('motion-renewal'), outcome: z.literal('renew'), newFacts: text }),
    z.strictObject({ kind: z.literal('motion-renewal'), outcome: z.literal('close'), reason: text }),
  ]),
  z.strictObject({ kind: z.literal('motion-resolution'), resolution: resolutionSchema, text }),
  z.strictObject({ kind: z.literal('motion-execution'), executedOn: civilDateSchema, note: text }),
  z.strictObject({
    kind: z.literal('motion-follow-up'),
    outcome: z.enum(['effective', 'execute-again']),
    note: text,
  }),
] as const;
