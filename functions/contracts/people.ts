import * as z from 'zod';
import { civilDateSchema } from '../domain/values/civil-date.ts';
import { unitIdSchema } from '../domain/values/ids.ts';

/** What is asked and answered about the people who do the work: whose hands it is in, who stands in, who leaves. */

/** A person at the issuer, as tokens name them. */
const subject = z.string().trim().min(1).max(80);
const reason = z.string().trim().min(1, '请写明理由').max(500);
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const plainLine = /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/;

export const reassignmentSchema = z.strictObject({ to: subject, reason }).meta({ id: 'Reassignment' });

/** A note goes into messages: one line, nothing that could end a header. */
export const urgeSchema = z
  .strictObject({
    note: z
      .string()
      .trim()
      .min(1)
      .max(200, '催办说明不能超过200字')
      .regex(plainLine, '催办说明不能含换行或者控制字符')
      .exactOptional(),
  })
  .meta({ id: 'Urge' });

export const takeBackSchema = z.strictObject({ reason }).meta({ id: 'TakeBack' });

export const newSubstitutionSchema = z
  .strictObject({
    substitute: subject,
    from: civilDateSchema,
    until: civilDateSchema,
    /** Who is away; absent: oneself. */
    person: subject.exactOptional(),
  })
  .meta({ id: 'NewSubstitution' });

export const substitutionSchema = z
  .object({
    kind: z.literal('substitution'),
    id: z.string(),
    person: z.string(),
    substitute: z.string(),
    unit: unitIdSchema,
    from: civilDateSchema,
    until: civilDateSchema,
    enteredBy: z.string(),
    /** Ended early: the first day on which it no longer holds. */
    endedOn: civilDateSchema.nullable(),
  })
  .meta({ id: 'Substitution' });
export type SubstitutionView = z.output<typeof substitutionSchema>;

export const substitutionListSchema = z.object({ items: z.array(substitutionSchema) }).meta({ id: 'SubstitutionList' });

export const newHandoverSchema = z
  .strictObject({
    leaver: subject,
    /** Absent: all goes back to the unit. */
    to: subject.exactOptional(),
    reason,
  })
  .meta({ id: 'NewHandover' });

export const handoverSchema = z
  .object({
    kind: z.literal('handover'),
    id: z.string(),
    leaver: z.string(),
    unit: unitIdSchema,
    to: z.string().nullable(),
    by: z.string(),
    at: z.number(),
    /** Tasks moved so far. */
    moved: z.int(),
    doneAt: z.number().nullable(),
  })
  .meta({ id: 'Handover' });
export type HandoverView = z.output<typeof handoverSchema>;
