import * as z from 'zod';
import { tierSchema } from '../../../policy/vocabulary.ts';
import type { ApplicationHead } from '../../domain/application/head.ts';
import { applicationStatuses, circumstances } from '../../domain/application/vocabulary.ts';
import { civilDateSchema } from '../../domain/values/civil-date.ts';
import { headBase } from './base.ts';

const decided = z.object({ outcome: z.enum(['confirm', 'refuse']), by: z.string() });

export const applicationHeadSchema = headBase.extend({
  procedure: z.literal('application'),
  status: z.enum(applicationStatuses),
  requestedTier: tierSchema,
  registeredOn: civilDateSchema,
  toldMissing: z.array(z.string()),
  circumstances: z.array(z.enum(circumstances)),
  extension: z.exactOptional(z.object({ ground: z.string(), grantedOn: civilDateSchema, amount: z.int() })),
  delegated: z.boolean(),
  nearRelative: z.boolean(),
  complaint: z.boolean(),
  randomCheck: z.exactOptional(z.boolean()),
  memberCount: z.int().min(1),
  factsVersion: z.int().min(1),
  exceptTiers: z.array(tierSchema),
  exceptRoutes: z.exactOptional(z.array(z.enum(['single-inclusion', 'reference-single']))),
  recommendedRoute: z.exactOptional(z.enum(['person', 'household', 'single-inclusion', 'reference-single'])),
  classifiedOn: z.exactOptional(civilDateSchema),
  recommended: z.array(tierSchema),
  noticedTiers: z.array(tierSchema),
  objected: z.boolean(),
  opinion: z.exactOptional(decided.extend({ onBehalfOf: z.exactOptional(z.string()) })),
  confirmation: z.exactOptional(decided.extend({ on: civilDateSchema })),
}) satisfies z.ZodType<ApplicationHead>;
