import * as z from 'zod';
import { tierSchema } from '../../policy/vocabulary.ts';
import { terminationStages, terminationStatuses, terminationTriggers } from '../domain/termination/vocabulary.ts';
import { civilDateSchema } from '../domain/values/civil-date.ts';
import { caseIdSchema, memberIdSchema, unitIdSchema } from '../domain/values/ids.ts';
import { text } from './decisions/parts.ts';

/** What is sent and read about 终止救助. */

export const openTerminationSchema = z
  .strictObject({
    /** The granted application. */
    aid: caseIdSchema,
    /** Which of its determinations, from 0; asked for only where several still run. */
    determination: z.int().min(0).max(99).exactOptional(),
    trigger: z.enum(terminationTriggers),
    groundHint: z.string().min(1).max(60).exactOptional(),
    happenedOn: civilDateSchema.exactOptional(),
    department: unitIdSchema.exactOptional(),
    reason: text,
  })
  .meta({ id: 'OpenTermination' });
export type OpenTermination = z.output<typeof openTerminationSchema>;

export const terminationOpenedSchema = z
  .object({
    kind: z.literal('termination-opened'),
    caseId: caseIdSchema,
    aid: caseIdSchema,
    tier: tierSchema,
    status: z.enum(terminationStatuses),
  })
  .meta({ id: 'TerminationOpened' });
export type TerminationOpened = z.output<typeof terminationOpenedSchema>;

export const terminationObjectionSchema = z
  .strictObject({ objector: z.string().trim().min(1).max(80).exactOptional(), reason: text })
  .meta({ id: 'TerminationObjection' });

export const reinstatementSchema = z
  .strictObject({
    reason: text,
    /** The stop was an error: the months between are made good. */
    isError: z.boolean(),
  })
  .meta({ id: 'Reinstatement' });

export const terminationWithdrawalSchema = z.strictObject({ reason: text }).meta({ id: 'TerminationWithdrawal' });

const optionalDate = civilDateSchema.nullable();

export const terminationViewSchema = z
  .object({
    caseId: caseIdSchema,
    area: z.string(),
    status: z.enum(terminationStatuses),
    stage: z.enum(terminationStages),
    round: z.int(),
    aid: z.object({
      caseId: caseIdSchema,
      tier: tierSchema,
      members: z.array(memberIdSchema),
      from: civilDateSchema,
      monthlyFen: z.int().nullable(),
    }),
    trigger: z.object({ id: z.enum(terminationTriggers), title: z.string() }),
    openedOn: civilDateSchema,
    happenedOn: optionalDate,
    /** The closed list of the tier, from which a ground is taken. */
    grounds: z.array(z.object({ id: z.string(), title: z.string(), source: z.string() })),
    check: z
      .object({
        outcome: z.string(),
        ground: z.string().nullable(),
        leaving: z.array(memberIdSchema),
        monthlyFen: z.int().nullable(),
        months: z.int().nullable(),
        on: civilDateSchema,
      })
      .nullable(),
    toldOn: optionalDate,
    answerBy: optionalDate,
    answer: z.string().nullable(),
    ground: z.string().nullable(),
    stopFrom: optionalDate,
    nextTier: tierSchema.nullable(),
    /** The application that came of it. */
    filed: caseIdSchema.nullable(),
    recovery: z.boolean(),
    reinstatedFrom: optionalDate,
    closedOn: optionalDate,
  })
  .meta({ id: 'TerminationView' });
export type TerminationView = z.output<typeof terminationViewSchema>;

export const terminationLetterViewSchema = z
  .object({ title: z.string(), to: z.string(), on: civilDateSchema, paragraphs: z.array(z.string()) })
  .meta({ id: 'TerminationLetter' });
export type TerminationLetterView = z.output<typeof terminationLetterViewSchema>;
