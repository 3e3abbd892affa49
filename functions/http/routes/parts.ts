import * as z from 'zod';
import { civilDateSchema } from '../../domain/values/civil-date.ts';
import { caseIdSchema, taskIdSchema } from '../../domain/values/ids.ts';

/** What many routes ask for in the same way. */

export const ofCase = z.strictObject({ caseId: caseIdSchema });
export const ofTask = z.strictObject({ taskId: taskIdSchema });
/** As the house gives them out. */
export const recordId = z.string().regex(/^[A-Za-z0-9_-]{1,60}$/, '编号格式不符');
export const period = { from: civilDateSchema.exactOptional(), until: civilDateSchema.exactOptional() };
export const ofId = z.strictObject({ id: z.string().regex(/^[A-Za-z0-9._-]{1,400}$/) });
export const page = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(2000).exactOptional(),
};
