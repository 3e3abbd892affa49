import * as z from 'zod';

/** What many decisions hold. */

export const person = z.string().trim().min(1).max(80);
export const text = z.string().trim().min(1, '不能为空').max(2000, '不能超过2000字');
