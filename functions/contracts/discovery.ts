import * as z from 'zod';
import { alertLevels } from '../../policy/vocabulary.ts';
import { civilDateSchema } from '../domain/values/civil-date.ts';
import { text } from './decisions/parts.ts';
import { runAlertsSchema, runInputSchema } from './stored-runs.ts';

const runIndicatorView = z.object({
  indicator: z.string(),
  title: z.string(),
  kind: z.enum(['computed', 'not-computed', 'refused', 'failed']),
  hits: z.int(),
  proposed: z.int(),
  unplaced: z.int(),
  /** null where it was not asked. */
  sqlSha256: z.string().nullable(),
  ms: z.int(),
  /** Chinese: why it was not computed. */
  reason: z.string().nullable(),
});

export const runViewSchema = z
  .object({
    runId: z.string(),
    asOf: civilDateSchema,
    startedAt: z.number(),
    startedBy: z.string(),
    /** null: under way, or broken off. */
    finishedAt: z.number().nullable(),
    brokeOffAt: z.number().nullable(),
    purpose: z.string(),
    basis: z.object({ code: z.string(), article: z.exactOptional(z.string()) }),
    inputs: z.array(runInputSchema.extend({ title: z.string() })),
    missing: z.array(z.object({ feed: z.string(), title: z.string() })),
    persons: z.int(),
    damaged: z.int(),
    matched: z.int(),
    scanMs: z.int(),
    identitiesOpened: z.int(),
    indicators: z.array(runIndicatorView),
    alerts: runAlertsSchema.nullable(),
  })
  .meta({ id: 'ScanRun' });
export type RunView = z.output<typeof runViewSchema>;

/** It has been set going; `GET /discovery/runs` shows the run. */
export const scanRequestedSchema = z
  .object({ kind: z.literal('scan-requested'), execution: z.string() })
  .meta({ id: 'ScanRequested' });
export type ScanRequested = z.output<typeof scanRequestedSchema>;

export const runsViewSchema = z
  .object({
    /** The record is gapless and unaltered. */
    isIntact: z.boolean(),
    /** Newest first. */
    runs: z.array(runViewSchema),
  })
  .meta({ id: 'ScanRuns' });

export const indicatorViewSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    family: z.enum(['hardship', 'ineligibility', 'delivery']),
    level: z.enum(alertLevels),
    period: z.enum(['month', 'quarter', 'year']),
    inputs: z.array(z.object({ feed: z.string(), title: z.string() })),
    parameters: z.array(z.object({ title: z.string(), value: z.string(), isDemo: z.boolean() })),
    source: z.object({ code: z.string(), article: z.exactOptional(z.string()) }),
    isOn: z.boolean(),
    /** Who switched it last, and why; null where nobody did. */
    switched: z.object({ at: z.number(), by: z.string(), reason: z.string() }).nullable(),
    /** Of the last run that computed it; null where none did. */
    hits: z.int().nullable(),
    lastRunOn: civilDateSchema.nullable(),
    /** Alerts that people have judged so far, and of these those that were so. */
    verified: z.int(),
    founded: z.int(),
    /** null: none judged yet. */
    precision: z.number().nullable(),
  })
  .meta({ id: 'Indicator' });

export const indicatorsViewSchema = z.object({ items: z.array(indicatorViewSchema) }).meta({ id: 'Indicators' });

export const switchIndicatorSchema = z
  .strictObject({ isOn: z.boolean(), reason: text })
  .meta({ id: 'SwitchIndicator' });
