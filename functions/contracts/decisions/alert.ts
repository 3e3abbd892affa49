import * as z from 'zod';
import { reliefTypes } from '../../domain/emergency-relief/vocabulary.ts';
import { terminationTriggers } from '../../domain/termination/vocabulary.ts';
import { areaCodeSchema } from '../../domain/values/area-code.ts';
import { civilDateSchema } from '../../domain/values/civil-date.ts';
import { fenSchema } from '../../domain/values/fen.ts';
import { caseIdSchema } from '../../domain/values/ids.ts';
import { text } from './parts.ts';
import { wantedPartSchema } from './referral.ts';

const disposal = { kind: z.literal('alert-disposal'), reason: text };

export const alertDecisions = [
  z.strictObject({ kind: z.literal('alert-triage'), area: areaCodeSchema, reason: text }),
  z.strictObject({
    kind: z.literal('alert-verification'),
    method: z.enum(['home-visit', 'phone', 'records']),
    isFounded: z.boolean(),
    finding: text,
  }),
  z.discriminatedUnion('outcome', [
    z.strictObject({
      ...disposal,
      outcome: z.literal('deliver'),
      measure: z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('relief'),
          type: z.enum(reliefTypes),
          cause: z.string().min(1).max(60),
          requestedFen: fenSchema.exactOptional(),
        }),
        z.strictObject({ kind: z.literal('application') }),
        z.strictObject({ kind: z.literal('existing-aid') }),
      ]),
    }),
    z.strictObject({ ...disposal, outcome: z.literal('push'), needs: z.array(wantedPartSchema).min(1).max(50) }),
    z.strictObject({ ...disposal, outcome: z.literal('deliberate') }),
    z.strictObject({
      ...disposal,
      outcome: z.literal('verify-and-end'),
      aid: caseIdSchema,
      trigger: z.enum(terminationTriggers),
      groundHint: z.string().min(1).max(60).exactOptional(),
      happenedOn: civilDateSchema.exactOptional(),
    }),
  ]),
] as const;
