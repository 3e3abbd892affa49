import * as z from 'zod';

const reference = z.strictObject({ code: z.string().min(1), article: z.string().optional() });
const cited = { source: reference, demo: z.boolean().optional(), note: z.string().optional() };
const title = z.string().min(1);
const id = z.string().regex(/^[a-z][a-z-]{1,30}$/);

const resolutionKind = z.enum(['grant-relief', 'assign-department', 'new-review']);
const motionKind = z.enum(['alert', 'referral-dispute', 'rigid-expenditure', 'large-relief', 'reviewer']);

/** 县级困难群众基本生活保障工作协调机制: who sits in it, what is put before it, and how far its mandate goes. */
export const mechanismSchema = z.strictObject({
  seats: z
    .array(
      z.strictObject({
        id,
        title,
        /** Id of the unit without the county's code: `county-health` is `county-health-370502` in 东营区. */
        unit: z.string().regex(/^county-[a-z-]{2,40}$/),
        /** `deputy`: chairs where the chair is recused or away. */
        office: z.enum(['chair', 'deputy', 'member']),
        /** 办公室: keeps the dossier and the minutes. */
        isOffice: z.boolean().optional(),
        ...cited,
      }),
    )
    .min(1),
  /** Who may speak of votes before the ballot is closed: nobody where true. */
  sealedUntilClosed: z.strictObject({ value: z.boolean(), ...cited }),
  tie: z.strictObject({ rule: z.enum(['chair-decides', 'not-carried']), ...cited }),
  /** What must be in the dossier, and what may be resolved, for each kind of motion. */
  dossiers: z
    .array(
      z.strictObject({
        motion: motionKind,
        title,
        items: z.array(z.strictObject({ id, title })).min(1),
        resolutions: z.array(resolutionKind).min(1),
        ...cited,
      }),
    )
    .min(1),
  /** The most that a resolution may grant. */
  ceilings: z.array(z.strictObject({ resolution: z.literal('grant-relief'), amountFen: z.int().min(1), ...cited })),
});

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;
export type MechanismRules = DeepReadonly<z.infer<typeof mechanismSchema>>;
