import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { roles } from '../../functions/domain/authority/principal.ts';
import { applicationTaskKinds } from '../../functions/domain/application/vocabulary.ts';
import type { families } from '../demo/families.ts';

const familyNames = [
  'workingPoor',
  'elderAlone',
  'justAboveTheLine',
  'disabledSon',
  'disabledInMarginal',
  'highMedicalSpending',
  'nobodyFits',
] as const satisfies readonly (keyof typeof families)[];

const percent = z.number().min(0).max(100);
/** Least and most, both included. */
const range = z
  .tuple([z.int().min(0), z.int().min(0)])
  .refine(([least, most]) => least <= most, 'the first number must not be larger than the second');
const post = z.strictObject({
  role: z.enum(roles),
  people: z.int().min(0).max(100),
  /** Tasks that one person closes on a working day, at the most. */
  actsPerDay: z.int().min(0).max(100),
});

/** Who works in the city, how fast, and what comes in. Days are working days where people work and natural days for families. */
export const planSchema = z.strictObject({
  source: z.string().min(1),
  applicationsPerYear: z.int().min(1).max(1_000_000),
  families: z.array(z.strictObject({ family: z.enum(familyNames), weight: z.number().positive() })).min(1),
  incompletePapers: z.strictObject({ percent, daysToSupplement: range }),
  withdrawals: z.strictObject({ percent }),
  objections: z.strictObject({ percent }),
  returns: z.strictObject({ percent }),
  complaints: z.strictObject({ percent }),
  pauses: z.strictObject({ percent, days: range }),
  /** From claim to readiness, in working days. */
  delays: z.record(z.enum([...applicationTaskKinds, 'termination-check']).exclude(['public-notice']), range),
  staff: z.strictObject({
    township: z.array(post).min(1),
    county: z.array(post).min(1),
    exceptions: z.array(post.extend({ unit: z.string() })),
  }),
  leave: z.strictObject({ timesAYear: z.int().min(0).max(12), workingDays: range, withoutSubstitutePercent: percent }),
  leavers: z.array(z.strictObject({ unit: z.string(), role: z.enum(roles), afterMonths: z.int().min(0).max(120) })),
});
export type Plan = z.output<typeof planSchema>;

export class PlanInvalid extends Error {
  override readonly name = 'PlanInvalid';
}

export const defaultPlanFile = new URL('plan.json', import.meta.url);

/** Throws `PlanInvalid` with every fault. */
export function readPlan(file: string | URL = defaultPlanFile): Plan {
  const place = String(file);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new PlanInvalid(
      `the plan ${place} cannot be read: ${error instanceof Error ? error.message : ''}. local/simulation/plan.json shows one.`,
      { cause: error },
    );
  }
  const parsed = planSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || '(file)'}: ${message}`);
  throw new PlanInvalid(`the plan ${place} does not hold together: ${faults.join('; ')}.`);
}
