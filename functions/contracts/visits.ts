import * as z from 'zod';
import { alertLevels, tierSchema } from '../../policy/vocabulary.ts';
import { presences, visitFindings, visitPriorities, visitStatuses } from '../domain/visit/vocabulary.ts';
import { areaCodeSchema } from '../domain/values/area-code.ts';
import { civilDateSchema } from '../domain/values/civil-date.ts';
import { idNumberSchema } from '../domain/values/id-number.ts';
import { caseIdSchema, householdIdSchema } from '../domain/values/ids.ts';
import { familySchema } from './applications.ts';
import { text } from './decisions/parts.ts';
import { householdFactsSchema } from './facts.ts';

const village = z.string().trim().min(1).max(60);

/** 线索: "this family needs help", from whoever learns of it. What is not known is left out. */
const reportSchema = z.strictObject({
  kind: z.literal('report'),
  area: areaCodeSchema,
  village: village.exactOptional(),
  priority: z.enum(visitPriorities),
  name: z.string().trim().min(1).max(60).exactOptional(),
  idNumber: idNumberSchema.exactOptional(),
  address: z.string().trim().min(1, '住址不能为空').max(200),
  phone: z.string().trim().max(40).exactOptional(),
  what: text,
});

/** Alerts about one household, looked into together. */
const togetherSchema = z.strictObject({
  kind: z.literal('alerts'),
  alerts: z.array(caseIdSchema).min(1).max(50, '一次最多50件'),
  village: village.exactOptional(),
});

export const openVisitSchema = z.discriminatedUnion('kind', [reportSchema, togetherSchema]).meta({ id: 'OpenVisit' });
export type OpenVisit = z.output<typeof openVisitSchema>;
export type NeedReport = z.output<typeof reportSchema>;

export const visitOpenedSchema = z
  .object({
    kind: z.literal('visit-opened'),
    caseId: caseIdSchema,
    /** `joined`: a visit to the household is open already and looks into these too. */
    as: z.enum(['opened', 'joined', 'known']),
  })
  .meta({ id: 'VisitOpened' });
export type VisitOpened = z.output<typeof visitOpenedSchema>;

const recordId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{7,63}$/, '记录编号应为8至64位字母、数字和连字符');

/** One visit as it was written down, perhaps without a connection. */
export const visitRecordSchema = z
  .strictObject({
    /** Made by the device; the same record may be sent again. */
    recordId,
    visit: caseIdSchema,
    visitedAt: z.iso.datetime({ offset: true, error: '走访时间应为带时区的日期时间' }),
    visitors: z.array(z.string().trim().min(1).max(40)).min(1, '请填写走访人').max(6),
    presence: z.enum(presences),
    finding: z.enum(visitFindings).exactOptional(),
    notes: text,
    /** Only what proves that a picture was not changed; the pictures stay with the office. */
    photos: z
      .array(z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/, '照片摘要应为64位小写十六进制') }))
      .max(20)
      .default([]),
    /** Where the finding is `qualifies`: what the application begins with, beside what is known. */
    family: familySchema.exactOptional(),
    facts: householdFactsSchema.exactOptional(),
    requestedTier: tierSchema.exactOptional(),
  })
  .refine(({ presence, finding }) => (presence === 'met') === (finding !== undefined), {
    path: ['finding'],
    message: '见到家庭成员的应当填写走访结论,未见到的不填',
  })
  .meta({ id: 'VisitRecord' });
export type VisitRecord = z.output<typeof visitRecordSchema>;

/** Records are checked one by one: a broken one holds up no other. */
export const recordVisitsSchema = z
  .strictObject({ records: z.array(z.unknown()).min(1).max(200, '一次最多200条') })
  .meta({ id: 'RecordVisits' });

export const visitsRecordedSchema = z
  .object({
    recorded: z.int(),
    known: z.int(),
    rejected: z.int(),
    rows: z.array(
      z.object({
        recordId: z.string(),
        visit: caseIdSchema,
        as: z.enum(['recorded', 'known']),
        /** The family's application: begun by this record, or running already. */
        ledTo: caseIdSchema.nullable(),
      }),
    ),
    problems: z.array(
      z.object({
        /** Position in the batch, from 0. */
        index: z.int(),
        recordId: z.string().nullable(),
        /** JSON pointer into the record. */
        field: z.string(),
        /** Chinese. */
        reason: z.string(),
      }),
    ),
  })
  .meta({ id: 'VisitsRecorded' });
export type VisitsRecorded = z.output<typeof visitsRecordedSchema>;

export const planVisitsSchema = z
  .strictObject({
    visits: z.array(caseIdSchema).min(1).max(200, '一次最多200件'),
    /** Sign-in or name of whoever goes. */
    worker: z.string().trim().min(1, '请填写走访人').max(60),
    on: civilDateSchema,
  })
  .meta({ id: 'PlanVisits' });

export const visitsPlannedSchema = z
  .object({
    planned: z.array(caseIdSchema),
    problems: z.array(z.object({ caseId: z.string(), reason: z.string() })),
  })
  .meta({ id: 'VisitsPlanned' });
export type VisitsPlanned = z.output<typeof visitsPlannedSchema>;

const line = {
  caseId: caseIdSchema,
  area: areaCodeSchema,
  village: z.string().nullable(),
  priority: z.enum(visitPriorities),
  priorityTitle: z.string(),
  level: z.enum(alertLevels),
  plan: z.object({ worker: z.string(), on: civilDateSchema }).nullable(),
  dueOn: civilDateSchema.nullable(),
  alerts: z.array(caseIdSchema),
  records: z.int(),
};

export const visitListSchema = z
  .object({ items: z.array(z.object(line)), next: z.string().nullable() })
  .meta({ id: 'VisitList' });

/** Of visits concluded in the period: from the first sign to the application that followed. */
export const visitHoursSchema = z
  .object({
    unit: z.string(),
    from: civilDateSchema,
    until: civilDateSchema,
    concluded: z.int(),
    /** Those that led to a new application. */
    started: z.int(),
    /** null: none did. */
    medianHours: z.number().nullable(),
    longest: z.array(z.object({ caseId: caseIdSchema, hours: z.number() })),
  })
  .meta({ id: 'VisitHours' });

export const visitViewSchema = z
  .object({
    ...line,
    householdId: householdIdSchema,
    areaName: z.string(),
    status: z.enum(visitStatuses),
    needsTwo: z.boolean(),
    discoveredAt: z.string(),
    finding: z.enum(visitFindings).nullable(),
    ledTo: caseIdSchema.nullable(),
    /** From the first sign to the application, in hours; null where none began here. */
    hoursToStart: z.number().nullable(),
    report: z.string().nullable(),
    /** What an application of this family would begin with. */
    known: z.object({
      members: z.array(z.object({ memberId: z.string(), name: z.string(), idNumber: z.string() })),
      address: z.string(),
      phone: z.string().nullable(),
    }),
    history: z.array(
      z.object({
        recordId: z.string(),
        visitedAt: z.string(),
        visitors: z.array(z.string()),
        presence: z.enum(presences),
        finding: z.enum(visitFindings).nullable(),
        notes: z.string(),
        photos: z.array(z.object({ sha256: z.string() })),
      }),
    ),
  })
  .meta({ id: 'Visit' });
