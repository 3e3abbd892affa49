import * as z from 'zod';
import { alertLevels } from './vocabulary.ts';

const cited = {
  source: z.strictObject({ code: z.string().min(1), article: z.string().optional() }),
  demo: z.boolean().optional(),
  note: z.string().optional(),
};
const aidCode = z.string().regex(/^(tier|item|scheme):[a-z][a-z-]+$/);
const id = z.string().regex(/^[a-z][a-z-]{1,40}$/);

/** 重点走访: which family is visited first, and what kinds of alert say that a family is of that sort. */
export const visitPrioritySchema = z.strictObject({
  id: z.enum(['sudden', 'illness', 'no-labour', 'disabled', 'other']),
  title: z.string().min(1),
  level: z.enum(['red', 'orange', 'yellow']),
  alertKinds: z.array(z.string().min(1)),
  ...cited,
});

/** Why somebody may get 临时救助: 急难型 (`emergency`) or 支出型 (`expenditure`). */
export const reliefCauseSchema = z.strictObject({
  id,
  title: z.string().min(1),
  type: z.enum(['emergency', 'expenditure']),
  ...cited,
});

/** Two aids that one person may not have at the same time, beside the tiers, which exclude each other anyway. */
export const incompatibleAidSchema = z.strictObject({
  id,
  title: z.string().min(1),
  aids: z.tuple([aidCode, aidCode]),
  ...cited,
});

/** What a department may ask of a person, and for what: the fields that an answer to it holds. */
export const queryPurposeSchema = z.strictObject({
  id,
  title: z.string().min(1),
  /** The unit's id without level and area, as in the entitlements. */
  department: id,
  fields: z.array(z.enum(['recognition', 'amount', 'household-size', 'watched', 'own-items', 'all-items'])).min(1),
  ...cited,
});

/**
 * What an alert may say: 进入类 (`hardship`), 拒止类 (`ineligibility`), or aid that was recognised and did not arrive
 * (`delivery`). `level` where the source names none.
 */
export const alertKindSchema = z.strictObject({
  id,
  title: z.string().min(1),
  direction: z.enum(['hardship', 'ineligibility', 'delivery']),
  level: z.enum(alertLevels),
  ...cited,
});
