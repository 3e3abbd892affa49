import type * as z from 'zod';
import { TaskError } from '../ports/task-errors.ts';

/** What a Step Functions task calls: payload in, result out; what it throws has a name that the ASL knows. */
export type TaskDoor = (payload: unknown) => Promise<unknown>;

/** The payload by its schema; a workflow that sends another shape is a fault of ours and never retried. */
export function parsed<S extends z.ZodType>(schema: S, payload: unknown): z.output<S> {
  const result = schema.safeParse(payload);
  if (!result.success) {
    const where = result.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new TaskError('InvalidPayload', `the workflow sent a payload of another shape (${where})`);
  }
  return result.data;
}
