import * as z from 'zod';

/** Who answers for which need, and what each department may give to whom: 专项救助 and 其他救助 as data. */

const source = z.strictObject({ code: z.string().min(1), article: z.string().optional() });
const cited = { source, demo: z.boolean().optional(), note: z.string().optional() };
const id = z.string().regex(/^[a-z]+(-[a-z]+)*$/);
const title = z.string().min(1);

/** The unit's id without level and area: `medical-security` stands for `county-medical-security-370502` in that county. */
const department = z.string().regex(/^[a-z]+(-[a-z]+)*$/);

const need = z.strictObject({
  id,
  title,
  /** The first answers for the need as long as nobody knows better. */
  departments: z.array(department).min(1),
  /** Row of the responsibility matrix. */
  section: z.string().min(1),
  ...cited,
});

const groupIds = z.enum([
  'destitute',
  'dibao',
  'dibao-marginal',
  'rigid-expenditure',
  'anti-relapse',
  'other-hardship',
]);

/**
 * When a new recognition proposes the item: `always`, on one of the family's known facts, or only once somebody names
 * the need.
 */
const proposedForSchema = z.enum([
  'always',
  'on-need',
  'serious-illness',
  'student',
  'no-home',
  'jobless',
  'disabled',
  'severely-disabled',
]);
export type ProposedFor = z.infer<typeof proposedForSchema>;

const item = z.strictObject({
  id,
  title,
  need: id,
  /** Who decides. */
  department,
  /** Where the family applies for it, as people are told. */
  acceptedBy: title,
  /** `anyone`: entitled without being in a group. */
  anyone: z.boolean().optional(),
  groups: z.array(
    z.strictObject({
      group: groupIds,
      /** What this group gets, where it differs. */
      scope: z.string().min(1).optional(),
      /** The counties that have extended it to this group; absent: all. */
      counties: z
        .array(z.string().regex(/^\d{6}$/))
        .min(1)
        .optional(),
      ...cited,
    }),
  ),
  proposedFor: proposedForSchema,
  /** Of the member whose fact proposes it, in completed years: from the first on, and until before the second. */
  ages: z.strictObject({ from: z.int().min(0), until: z.int().min(1), ...cited }).optional(),
  /** Its part of a referral must be answered before the referral closes. */
  mandatory: z.boolean(),
  from: z.iso.date(),
  until: z.iso.date().optional(),
  ...cited,
});

export const entitlementsSchema = z.strictObject({ needs: z.array(need).min(1), items: z.array(item).min(1) });
