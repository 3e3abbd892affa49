import * as z from 'zod';
import { caseStatuses, taskKinds } from '../domain/casework/vocabulary.ts';
import { taskStatuses } from '../domain/casework/task.ts';
import { civilDateSchema } from '../domain/values/civil-date.ts';
import { caseIdSchema, householdIdSchema, taskIdSchema } from '../domain/values/ids.ts';

/** What changing requests answer; kept with the idempotency key, so that a retry gets the same. No personal data. */

const lack = z.object({ code: z.string(), text: z.string(), source: z.string() }).meta({ id: 'IntakeLack' });

export const registeredSchema = z
  .object({
    kind: z.literal('registered'),
    caseId: caseIdSchema,
    householdId: householdIdSchema,
    status: z.enum(caseStatuses),
    /** Everything missing, told once; the clock starts on the day it is all there. */
    missing: z.array(lack),
    acceptedOn: civilDateSchema.nullable(),
    dueOn: civilDateSchema.nullable(),
    provisional: z.boolean(),
    /** What the facts declared would come to under today's rules. The rules of the day of decision govern. */
    preview: z.object({ outcome: z.string(), tiers: z.array(z.string()) }),
  })
  .meta({ id: 'Registered' });
export type Registered = z.output<typeof registeredSchema>;

export const taskChangedSchema = z
  .object({
    kind: z.literal('task-changed'),
    taskId: taskIdSchema,
    taskKind: z.enum(taskKinds),
    status: z.enum(taskStatuses),
    version: z.int(),
    holder: z.string().nullable(),
    outcome: z.string().nullable(),
  })
  .meta({ id: 'TaskChanged' });
export type TaskChanged = z.output<typeof taskChangedSchema>;

export const caseChangedSchema = z
  .object({ kind: z.literal('case-changed'), caseId: caseIdSchema, status: z.enum(caseStatuses), gen: z.int() })
  .meta({ id: 'CaseChanged' });
export type CaseChanged = z.output<typeof caseChangedSchema>;
