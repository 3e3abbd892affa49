import * as z from 'zod';
import type { RunAlerts, RunEvent, RunIndicator, RunInput } from '../domain/monitoring/run.ts';
import { civilDateSchema } from '../domain/values/civil-date.ts';

const basis = z.object({ code: z.string(), article: z.exactOptional(z.string()) });

export const runInputSchema = z.object({
  feed: z.string(),
  dt: civilDateSchema,
  rows: z.int(),
  sourceSha256: z.string(),
  manifestSha256: z.string(),
  basis,
  lateDays: z.exactOptional(z.int()),
}) satisfies z.ZodType<RunInput>;

export const runIndicatorSchema = z.discriminatedUnion('kind', [
  z.object({
    indicator: z.string(),
    kind: z.literal('computed'),
    sqlSha256: z.string(),
    hits: z.int(),
    proposed: z.int(),
    unplaced: z.int(),
    ms: z.number(),
  }),
  z.object({ indicator: z.string(), kind: z.literal('not-computed'), missing: z.array(z.string()) }),
  z.object({ indicator: z.string(), kind: z.literal('refused'), reasons: z.array(z.string()) }),
  z.object({ indicator: z.string(), kind: z.literal('failed'), reason: z.string() }),
]) satisfies z.ZodType<RunIndicator>;

export const runAlertsSchema = z.object({
  received: z.int(),
  updated: z.int(),
  known: z.int(),
  closedBefore: z.int(),
  visits: z.int(),
  declined: z.record(z.string(), z.int()),
}) satisfies z.ZodType<RunAlerts>;

const link = { at: z.number(), actor: z.string(), seq: z.int(), prevHash: z.string(), hash: z.string() };

export const runEventSchema = z.discriminatedUnion('type', [
  z.object({
    ...link,
    type: z.literal('scan-started'),
    data: z.object({
      runId: z.string(),
      asOf: civilDateSchema,
      purpose: z.string(),
      basis,
      inputs: z.array(runInputSchema),
      missing: z.array(z.string()),
      indicators: z.array(z.string()),
    }),
  }),
  z.object({
    ...link,
    type: z.literal('identities-opened'),
    data: z.object({ runId: z.string(), persons: z.int(), purpose: z.string() }),
  }),
  z.object({
    ...link,
    type: z.literal('scan-finished'),
    data: z.object({
      runId: z.string(),
      persons: z.int(),
      damaged: z.int(),
      matched: z.int(),
      scanMs: z.number(),
      indicators: z.array(runIndicatorSchema),
      alerts: runAlertsSchema,
    }),
  }),
  z.object({
    ...link,
    type: z.literal('scan-broke-off'),
    data: z.object({ runId: z.string(), error: z.string() }),
  }),
  z.object({
    ...link,
    type: z.literal('indicator-switched'),
    data: z.object({ indicator: z.string(), isOn: z.boolean(), reason: z.string() }),
  }),
]) satisfies z.ZodType<RunEvent>;
