import * as z from 'zod';
import { tierSchema } from '../../../policy/vocabulary.ts';
import type { TerminationHead } from '../../domain/termination/head.ts';
import { terminationStages, terminationStatuses, terminationTriggers } from '../../domain/termination/vocabulary.ts';
import { civilDateSchema } from '../../domain/values/civil-date.ts';
import { caseIdSchema, memberIdSchema, unitIdSchema } from '../../domain/values/ids.ts';
import { headBase } from './base.ts';

const doer = { by: z.string(), onBehalfOf: z.exactOptional(z.string()), on: civilDateSchema };
const round = z.int().min(1);
const members = z.array(memberIdSchema);

const aid = z.object({
  caseId: caseIdSchema,
  determination: z.int().min(0),
  tier: tierSchema,
  route: z.enum(['person', 'household', 'single-inclusion', 'reference-single']),
  persons: z.array(z.string()).min(1),
  members: members.min(1),
  from: civilDateSchema,
  monthlyFen: z.exactOptional(z.int().min(0)),
});

export const terminationHeadSchema = headBase.extend({
  procedure: z.literal('termination'),
  status: z.enum(terminationStatuses),
  stage: z.enum(terminationStages),
  aid,
  trigger: z.enum(terminationTriggers),
  openedOn: civilDateSchema,
  groundHint: z.exactOptional(z.string()),
  happenedOn: z.exactOptional(civilDateSchema),
  recheck: z.exactOptional(
    z.object({ step: z.enum(['recheck', 'recheck-stable', 'recheck-unstable']), lastCheckedOn: civilDateSchema }),
  ),
  department: z.exactOptional(unitIdSchema),
  source: z.exactOptional(caseIdSchema),
  delegated: z.boolean(),
  memberCount: z.int().min(1),
  check: z.exactOptional(
    z.object({
      ...doer,
      round,
      outcome: z.enum(['amount-changes', 'taper', 'end']),
      ground: z.exactOptional(z.string()),
      leaving: members,
      deceased: members,
      monthlyFen: z.exactOptional(z.int().min(0)),
      months: z.exactOptional(z.int().min(1)),
    }),
  ),
  told: z.exactOptional(z.object({ ...doer, round, answerBy: z.exactOptional(civilDateSchema) })),
  answer: z.exactOptional(z.object({ ...doer, round, outcome: z.enum(['answered', 'no-answer', 'waived']) })),
  confirmation: z.exactOptional(z.object({ ...doer, ground: z.string(), from: civilDateSchema })),
  changeConfirmation: z.exactOptional(z.object(doer)),
  nextTier: z.exactOptional(z.object({ tier: tierSchema, members })),
  filed: z.exactOptional(caseIdSchema),
  recovery: z.exactOptional(z.literal(true)),
  reinstatement: z.exactOptional(z.object({ ...doer, from: civilDateSchema, isError: z.boolean() })),
}) satisfies z.ZodType<TerminationHead>;
