import * as z from 'zod';

const cited = {
  source: z.strictObject({ code: z.string().min(1), article: z.string().optional() }),
  demo: z.boolean().optional(),
  note: z.string().optional(),
};

/**
 * What a column of a feed holds, and so what becomes of it at rest: `id-number`, `name` and `household` only as keyed
 * pseudonyms, `sealed` only inside the sealed identity, the others as they are (`yuan` as integer fen).
 */
export const fieldKinds = [
  'id-number',
  'name',
  'household',
  'sealed',
  'text',
  'code',
  'area',
  'date',
  'yuan',
  'integer',
] as const;

const field = z.strictObject({
  /** The column's name in the dataset and in the indicators' SQL; of a `yuan` field it ends in `_fen`. */
  id: z.string().regex(/^[a-z][a-z0-9_]{1,40}$/),
  /** The heading in the file that the owner delivers. */
  title: z.string().min(1),
  /** Other headings under which owners deliver it. */
  aliases: z.array(z.string().min(1)).optional(),
  kind: z.enum(fieldKinds),
  required: z.boolean().optional(),
  /** Of a `date`: may lie after the day that the data speak of, as an end or a validity may; no event may. */
  mayBeAhead: z.boolean().optional(),
  /** Of a `code`: what may stand in the file, and the code that it becomes. */
  codes: z.record(z.string().min(1), z.string().regex(/^[a-z][a-z0-9-]{0,40}$/)).optional(),
});

export const feedPeriods = ['monthly', 'quarterly', 'half-yearly', 'yearly'] as const;

/** 数据源: what a department delivers on schedule (东民[2024]17号 二(二)). */
export const feedSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]{1,40}$/),
  title: z.string().min(1),
  /** The unit that answers for its quality. */
  owner: z.string().min(1),
  period: z.enum(feedPeriods),
  /** Natural days after the end of a period by which it must have come. */
  graceDays: z.int().min(0),
  fields: z.array(field).min(2),
  /** Fields that together tell one row from every other. */
  key: z.array(z.string()).min(1),
  /** Why these data may be matched. */
  basis: z.strictObject({ code: z.string().min(1), article: z.string().optional() }),
  ...cited,
});
export type Feed = Readonly<z.infer<typeof feedSchema>>;
export type FeedField = Readonly<z.infer<typeof field>>;
