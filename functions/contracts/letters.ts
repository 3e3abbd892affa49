import * as z from 'zod';
import type { LetterId } from '../../policy/schema.ts';

export const letterIdSchema = z.enum(['acceptance', 'documents', 'refusal']) satisfies z.ZodType<LetterId>;
