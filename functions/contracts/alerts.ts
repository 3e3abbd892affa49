import * as z from 'zod';
import { alertLevels } from '../../policy/vocabulary.ts';
import { alertOutcomes, alertStages, alertStatuses } from '../domain/alert/vocabulary.ts';
import { areaCodeSchema } from '../domain/values/area-code.ts';
import { civilDateSchema } from '../domain/values/civil-date.ts';
import { idNumberSchema } from '../domain/values/id-number.ts';
import { caseIdSchema, householdIdSchema } from '../domain/values/ids.ts';
import { text } from './decisions/parts.ts';

const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/, '只能含字母、数字、点、下划线和连字符,最长80位');

/** One row of a source: the source's own id makes a repeated one known. */
export const alertRowSchema = z
  .strictObject({
    row: code,
    /** Of the pack's kinds. */
    kind: z.string().min(1).max(60),
    /** Default: the kind's own. */
    level: z.enum(alertLevels).exactOptional(),
    /** The township where the person lives; the county where that is not known. */
    area: areaCodeSchema,
    person: z.strictObject({ name: z.string().trim().min(1, '姓名不能为空').max(60), idNumber: idNumberSchema }),
    occurredOn: civilDateSchema.exactOptional(),
    detail: text.exactOptional(),
  })
  .meta({ id: 'AlertRow' });
export type AlertRow = z.output<typeof alertRowSchema>;

/** A row as the house keeps it: one that its own scan found says by which indicator, and from which facts. */
export const keptAlertRowSchema = alertRowSchema.extend({
  found: z.exactOptional(
    z.strictObject({
      indicator: z.string(),
      facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
      isProposed: z.exactOptional(z.literal(true)),
    }),
  ),
});
export type KeptAlertRow = z.output<typeof keptAlertRowSchema>;

/** What the house's own scan reports as; nobody else may. */
export const DISCOVERY = 'discovery';
const system = code.refine((name) => name !== DISCOVERY, '该来源名称由本系统使用,请使用其他名称');

export const submitAlertSchema = z.strictObject({ system, alert: alertRowSchema }).meta({ id: 'SubmitAlert' });

/** Rows are checked one by one: a broken one holds up no other. */
export const submitAlertsSchema = z
  .strictObject({ system, alerts: z.array(z.unknown()).min(1).max(1000, '一次最多1000行') })
  .meta({ id: 'SubmitAlerts' });

const receivedAs = z.enum(['received', 'known', 'updated']);

export const alertReceivedSchema = z
  .object({ kind: z.literal('alert-received'), caseId: caseIdSchema, as: receivedAs })
  .meta({ id: 'AlertReceived' });
export type AlertReceived = z.output<typeof alertReceivedSchema>;

export const alertsReceivedSchema = z
  .object({
    received: z.int(),
    /** The same content was there already. */
    known: z.int(),
    updated: z.int(),
    rejected: z.int(),
    rows: z.array(z.object({ row: z.string(), caseId: caseIdSchema, as: receivedAs })),
    problems: z.array(
      z.object({
        /** Position in the batch, from 0. */
        index: z.int(),
        /** The source's id, where it can be read. */
        row: z.string().nullable(),
        /** JSON pointer into the row. */
        field: z.string(),
        /** Chinese. */
        reason: z.string(),
      }),
    ),
  })
  .meta({ id: 'AlertsReceived' });
export type AlertsReceived = z.output<typeof alertsReceivedSchema>;

export const closeAlertsSchema = z
  .strictObject({ alerts: z.array(caseIdSchema).min(1).max(200, '一次最多200件'), reason: text })
  .meta({ id: 'CloseAlerts' });

export const alertsClosedSchema = z
  .object({
    closed: z.array(caseIdSchema),
    problems: z.array(z.object({ caseId: z.string(), reason: z.string() })),
  })
  .meta({ id: 'AlertsClosed' });
export type AlertsClosed = z.output<typeof alertsClosedSchema>;

export const alertViewSchema = z
  .object({
    caseId: caseIdSchema,
    householdId: householdIdSchema,
    area: areaCodeSchema,
    areaName: z.string(),
    alertKind: z.string(),
    title: z.string(),
    direction: z.string(),
    level: z.enum(alertLevels),
    source: z.object({ system: z.string(), row: z.string() }),
    receivedOn: civilDateSchema,
    occurredOn: civilDateSchema.nullable(),
    status: z.enum(alertStatuses),
    stage: z.enum(alertStages),
    isFounded: z.boolean().nullable(),
    outcome: z.enum(alertOutcomes).nullable(),
    ledTo: caseIdSchema.nullable(),
    person: z.object({ name: z.string(), idNumber: z.string() }),
    detail: z.string().nullable(),
    /** Of one that the house's own scan found. */
    indicator: z.string().nullable(),
    /** It rests on rows of damaged ID numbers: whose they are must be settled first. */
    isProposed: z.boolean(),
    /** What else is open about the people of the household, so that one visit does. */
    others: z.array(
      z.object({
        caseId: caseIdSchema,
        alertKind: z.string(),
        title: z.string(),
        level: z.enum(alertLevels),
        isSamePerson: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Alert' });
