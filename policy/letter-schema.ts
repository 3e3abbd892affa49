import * as z from 'zod';

/** Letters to families: what stands in them is data, their variables are this list. */
export const letterVariables = {
  receipt: '受理编号',
  tier: '申请的救助类别',
  registeredOn: '提出申请之日',
  acceptedOn: '受理之日',
  dueOn: '最迟办结之日',
  window: '受理窗口',
  deliverBy: '最迟送达之日',
  lead: '主办部门',
} as const;
export type LetterVariable = keyof typeof letterVariables;

export const isLetterVariable = (name: string): name is LetterVariable => Object.hasOwn(letterVariables, name);

export const letterIdSchema = z.enum(['acceptance', 'documents', 'refusal', 'referral-start', 'referral-result']);
export type LetterId = z.infer<typeof letterIdSchema>;

export const letterSchema = z.strictObject({
  id: letterIdSchema,
  title: z.string().min(1).max(80),
  /** Before whatever the letter lists, and after it. */
  before: z.array(z.string().min(1)),
  after: z.array(z.string().min(1)),
  /** Stands by the date of completion where it rests on an unpublished calendar. */
  provisional: z.string().min(1).optional(),
  variables: z.array(z.string()),
  source: z.strictObject({ code: z.string().min(1), article: z.string().optional() }),
  demo: z.boolean().optional(),
  note: z.string().optional(),
});
