import * as z from 'zod';
import { ballotMethods, choices } from '../domain/deliberation/ballot.ts';
import { motionKinds } from '../domain/deliberation/motion.ts';
import { stages } from '../domain/casework/vocabulary.ts';
import { deliberationStatuses } from '../domain/deliberation/vocabulary.ts';
import { caseIdSchema } from '../domain/values/ids.ts';
import { resolutionSchema } from './decisions/deliberation.ts';
import { tallySchema } from './heads/deliberation.ts';

const text = z.string().trim().min(1, '不能为空').max(2000, '不能超过2000字');

/** Motions of an alert or a disputed referral are moved by those procedures, and not by hand. */
export const openMotionSchema = z
  .strictObject({
    caseId: caseIdSchema,
    kind: z.enum(motionKinds).exclude(['alert', 'referral-dispute']),
    summary: text,
  })
  .meta({ id: 'OpenMotion' });

export const voteSchema = z.strictObject({ choice: z.enum(choices), reason: text }).meta({ id: 'Vote' });

export const conflictSchema = z.strictObject({ reason: text }).meta({ id: 'ConflictOfInterest' });

/** Seats that attend, as the list stands now. */
export const attendanceSchema = z
  .strictObject({ seats: z.array(z.string().min(1).max(40)).min(1, '至少登记一名到会成员').max(60) })
  .meta({ id: 'Attendance' });

export const closeBallotSchema = z.strictObject({}).meta({ id: 'CloseBallot' });

export const motionOpenedSchema = z
  .object({ kind: z.literal('motion-opened'), caseId: caseIdSchema, of: caseIdSchema })
  .meta({ id: 'MotionOpened' });
export type MotionOpened = z.output<typeof motionOpenedSchema>;

const seatView = z.object({
  seat: z.string(),
  title: z.string(),
  office: z.string(),
  unit: z.string(),
  unitName: z.string(),
  subject: z.string(),
  name: z.string(),
  standing: z.enum(['entitled', 'recused', 'departed']),
  attended: z.boolean(),
  voted: z.boolean(),
});

export const motionViewSchema = z
  .object({
    caseId: z.string(),
    of: z.string(),
    kind: z.enum(motionKinds),
    title: z.string(),
    area: z.string(),
    areaName: z.string(),
    status: z.enum(deliberationStatuses),
    stage: z.enum(stages),
    round: z.int(),
    gen: z.int(),
    movedBy: z.string(),
    openedOn: z.string().nullable(),
    closedOn: z.string().nullable(),
    method: z.enum(ballotMethods).nullable(),
    proposal: resolutionSchema.nullable(),
    /** What the members are told; null for who has no seat in this ballot, is recused, or does not keep the dossier. */
    dossier: z
      .object({
        summary: z.string(),
        newFacts: z.array(z.string()),
        items: z.array(z.object({ id: z.string(), title: z.string(), isThere: z.boolean() })),
      })
      .nullable(),
    ballot: z
      .object({
        round: z.int(),
        /** Where votes are cast while it is open. */
        taskId: z.string(),
        isOpen: z.boolean(),
        dueOn: z.string().nullable(),
        provisional: z.boolean(),
        quorum: z.int(),
        seats: z.array(seatView),
        vacant: z.array(z.string()),
        tally: tallySchema.nullable(),
        ruling: z.object({ basis: z.string(), ruler: z.string() }).nullable(),
      })
      .nullable(),
    reconvened: z.int(),
    renewed: z.int(),
    resolution: z.object({ text: z.string(), basis: z.string() }).nullable(),
  })
  .meta({ id: 'Motion' });
export type MotionView = z.output<typeof motionViewSchema>;

export const openBallotsSchema = z
  .object({
    items: z.array(
      z.object({
        caseId: z.string(),
        taskId: z.string(),
        title: z.string(),
        areaName: z.string(),
        method: z.enum(ballotMethods).nullable(),
        dueOn: z.string().nullable(),
        provisional: z.boolean(),
        hasVoted: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'OpenBallots' });
export type OpenBallots = z.output<typeof openBallotsSchema>;

export const minutesViewSchema = z
  .object({
    caseId: z.string(),
    ballots: z.array(
      z.object({
        round: z.int(),
        hash: z.string(),
        /** The hash of the record and of the minutes are the same. */
        isVerified: z.boolean(),
        tally: tallySchema,
        members: z.array(
          z.object({
            seat: z.string(),
            title: z.string(),
            name: z.string(),
            standing: z.enum(['present', 'absent', 'recused', 'departed']),
            choice: z.enum(choices).nullable(),
            reason: z.string().nullable(),
          }),
        ),
        dissent: z.array(z.object({ seat: z.string(), choice: z.enum(choices), reason: z.string() })),
        text: z.array(z.string()),
      }),
    ),
    resolution: z.object({ summary: z.string(), text: z.string(), basis: z.string() }).nullable(),
  })
  .meta({ id: 'MotionMinutes' });
export type MinutesView = z.output<typeof minutesViewSchema>;
