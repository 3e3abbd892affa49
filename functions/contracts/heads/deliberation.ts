import * as z from 'zod';
import { ballotMethods } from '../../domain/deliberation/ballot.ts';
import type { BallotRecord, DeliberationHead } from '../../domain/deliberation/head.ts';
import { motionKinds } from '../../domain/deliberation/motion.ts';
import { seatOffices } from '../../domain/deliberation/roster.ts';
import type { Seat } from '../../domain/deliberation/roster.ts';
import { ballotOutcomes } from '../../domain/deliberation/tally.ts';
import type { Tally } from '../../domain/deliberation/tally.ts';
import { deliberationStatuses } from '../../domain/deliberation/vocabulary.ts';
import { civilDateSchema } from '../../domain/values/civil-date.ts';
import { caseIdSchema, taskIdSchema, unitIdSchema } from '../../domain/values/ids.ts';
import { headBase } from './base.ts';

const seatSchema = z.object({
  seat: z.string(),
  office: z.enum(seatOffices),
  unit: unitIdSchema,
  subject: z.string(),
}) satisfies z.ZodType<Seat>;

export const tallySchema = z.object({
  outcome: z.enum(ballotOutcomes),
  entitled: z.int(),
  present: z.int(),
  quorum: z.int(),
  approve: z.int(),
  reject: z.int(),
  abstain: z.int(),
}) satisfies z.ZodType<Tally>;

const ballotSchema = z.object({
  round: z.int().min(1),
  convenedOn: civilDateSchema,
  seats: z.array(seatSchema),
  vacant: z.array(z.string()),
  attended: z.array(z.string()),
  voted: z.array(z.string()),
  closing: z.exactOptional(
    z.object({ at: z.number(), by: z.enum(['members', 'chair']), departed: z.array(z.string()) }),
  ),
  tally: z.exactOptional(tallySchema),
  minutesHash: z.exactOptional(z.string()),
  ruling: z.exactOptional(z.object({ basis: z.enum(['tied', 'no-quorum']), ruler: z.string() })),
}) satisfies z.ZodType<BallotRecord>;

const resolved = { basis: z.enum(['ballot', 'chair-ruling']) };
const grant = z.object({ kind: z.literal('grant-relief'), amountFen: z.int().min(1) });
const assignment = z.object({ kind: z.literal('assign-department'), unit: unitIdSchema });
const review = z.object({ kind: z.literal('new-review') });

export const deliberationHeadSchema = headBase.extend({
  procedure: z.literal('deliberation'),
  status: z.enum(deliberationStatuses),
  motion: z.object({
    kind: z.enum(motionKinds),
    of: caseIdSchema,
    answers: z.exactOptional(taskIdSchema),
    by: z.string(),
    unit: unitIdSchema,
  }),
  method: z.exactOptional(z.enum(ballotMethods)),
  proposal: z.exactOptional(z.discriminatedUnion('kind', [grant, assignment, review])),
  ballot: z.exactOptional(ballotSchema),
  paidOn: z.exactOptional(civilDateSchema),
  reconvened: z.int().min(0),
  renewed: z.int().min(0),
  resolution: z.exactOptional(
    z.discriminatedUnion('kind', [grant.extend(resolved), assignment.extend(resolved), review.extend(resolved)]),
  ),
}) satisfies z.ZodType<DeliberationHead>;
