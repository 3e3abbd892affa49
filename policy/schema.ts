import * as z from 'zod';
import { entitlementsSchema } from './entitlement-schema.ts';
export type { ProposedFor } from './entitlement-schema.ts';
import { ladderSchema } from './ladder-schema.ts';
import { letterSchema } from './letter-schema.ts';
import {
  alertKindSchema,
  incompatibleAidSchema,
  queryPurposeSchema,
  reliefCauseSchema,
  visitPrioritySchema,
} from './monitoring-schema.ts';
export type { LetterId } from './letter-schema.ts';
import { mechanismSchema } from './mechanism-schema.ts';
import { announcementsSchema, messageTemplateSchema } from './message-schema.ts';
import { terminationGroundsSchema } from './termination-schema.ts';
import { tierSchema } from './vocabulary.ts';
export type { SettingId, Tier } from './vocabulary.ts';

/** The shape of a policy pack: every rule is data, dated, and names the text it comes from. */

const date = z.iso.date();
const area = z.string().regex(/^\d{4}(\d{2}(\d{3}(\d{3})?)?)?$/);
const title = z.string().min(1);

const groupSchema = z.enum([...tierSchema.options, 'anti-relapse', 'other-hardship']);

/** `code` is one of the pack's sources; `article` as printed there. */
const reference = z.strictObject({ code: z.string().min(1), article: z.string().optional() });
export type Reference = Readonly<z.infer<typeof reference>>;

/** `demo`: published nowhere we know of; an invented value that must be replaced before real use. */
const cited = { source: reference, demo: z.boolean().optional(), note: z.string().optional() };
/** First and last day in force, both included; no `until`: no end known. */
const dated = { from: date, until: date.optional() };

const source = z.strictObject({
  code: z.string().min(1),
  title,
  number: z.string().optional(),
  issuedOn: date.optional(),
  from: date.optional(),
  verified: z.enum(['full-text', 'web-page', 'press', 'own-reading', 'none']),
});

const areaEntry = z.strictObject({
  code: area,
  name: title,
  /** `zone`: a development zone, which statistics list beside the counties. */
  kind: z.enum(['city', 'county', 'zone', 'township']),
  /** The code printed here is ours, because the official one is not in our sources. */
  demo: z.boolean().optional(),
  /** The county's power of confirmation is delegated to its townships. */
  delegated: z.strictObject(cited).optional(),
});

const unit = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{1,60}$/),
  name: title,
  kind: z.enum(['city-civil-affairs', 'county-civil-affairs', 'township-office', 'department', 'government']),
  area,
  parent: z.string().optional(),
});

const responsibility = z.strictObject({
  section: z.string(),
  title,
  /** `each`: the units listed answer for their own field; `lead`: one leads and the rest support. */
  mode: z.enum(['lead', 'each']),
  lead: z.array(z.string()).min(1),
  supporting: z.array(z.string()),
  ...cited,
});

const tier = z.strictObject({
  id: tierSchema,
  title,
  order: z.int().min(1),
  /** 特困 is tested on persons, the rest on households. */
  subject: z.enum(['person', 'household']),
  ...dated,
  ...cited,
});

const group = z.strictObject({
  id: groupSchema,
  title,
  /** A parallel flag stands beside any tier; the tiers exclude each other. */
  parallel: z.boolean(),
  ...cited,
});

const figureUnitSchema = z.enum([
  'fen-per-person-month',
  'fen-per-person-year',
  'percent',
  'months',
  'count',
  'years',
  'days',
]);

/** One figure through time, city-wide or for one area. `value` is an integer in the series' unit (fen for money). */
const series = z.strictObject({
  id: z.string().min(1),
  title,
  unit: figureUnitSchema,
  /** Must be known without a gap from this day on. */
  requiredFrom: date.optional(),
  /** After its last day the last figure goes on, marked, until a newer one is loaded. */
  carryOver: z.boolean(),
  entries: z.array(z.strictObject({ value: z.int().min(0), area: area.optional(), ...dated, ...cited })).min(1),
});

export const incomeKindSchema = z.enum([
  'wage',
  'business',
  'property',
  'transfer',
  'maintenance',
  'pension',
  'basic-pension',
  'elderly-allowance',
  'special-care',
  'family-planning-award',
  'scholarship',
  'bravery-award',
  'government-relief',
  'other',
]);

const exclusion = z.strictObject({
  income: incomeKindSchema,
  tiers: z.array(tierSchema).min(1),
  ...dated,
  ...cited,
});

const limitUnitSchema = z.enum(['working-day', 'natural-day', 'hour', 'month']);

/** A statutory limit. `start`: the step must have begun by then; `finish`: it must be done. */
const limit = z.strictObject({
  id: z.string().regex(/^[a-z-]+\.[a-z-]+$/),
  tier: z.union([tierSchema, z.literal('any')]),
  step: z.string().min(1),
  title,
  kind: z.enum(['start', 'finish']),
  amount: z.int().min(0),
  unit: limitUnitSchema,
  /** The event whose civil day is day 0. */
  event: z.string().min(1),
  eventTitle: title,
  /** The longer total, on these grounds only and granted before the shorter one has run out. */
  extension: z.strictObject({ amount: z.int().min(1), grounds: z.array(z.string()).min(1), ...cited }).optional(),
  ...dated,
  ...cited,
});

const ground = z.strictObject({ id: z.string().min(1), title, ...cited });

const publicNotice = z.strictObject({
  tier: tierSchema,
  /** No notice is posted where false. */
  required: z.boolean(),
  amount: z.int().min(1),
  unit: limitUnitSchema,
  fields: z.array(z.enum(['applicant-name', 'member-count', 'monthly-amount'])),
  ...dated,
  ...cited,
});

const setting = z.strictObject({
  id: z.string().min(1),
  title,
  value: z.union([z.int(), z.boolean()]),
  unit: z.string(),
  ...cited,
});

export const packSchema = z.strictObject({
  pack: z.strictObject({
    id: z.string().min(1),
    title,
    number: z.string(),
    area,
    /** Both days are days in force. */
    from: date,
    until: date,
    expiryWarningDays: z.array(z.int().min(1)).min(1),
    ...cited,
  }),
  sources: z.array(source).min(1),
  areas: z.array(areaEntry).min(1),
  units: z.array(unit).min(1),
  responsibilities: z.array(responsibility),
  tiers: z.array(tier).min(1),
  groups: z.array(group).min(1),
  figures: z.array(series).min(1),
  exclusions: z.array(exclusion),
  limits: z.array(limit).min(1),
  extensionGrounds: z.array(ground).min(1),
  pauseGrounds: z.array(ground),
  publicNotices: z.array(publicNotice).min(1),
  nearRelatives: z.strictObject({ relations: z.array(z.strictObject({ id: z.string(), title })).min(1), ...cited }),
  settings: z.array(setting),
  messageTemplates: z.array(messageTemplateSchema).min(1),
  announcements: announcementsSchema,
  letters: z.array(letterSchema).min(1),
  ladders: z.array(ladderSchema),
  terminationGrounds: terminationGroundsSchema,
  reliefCauses: z.array(reliefCauseSchema).min(1),
  alertKinds: z.array(alertKindSchema).min(1),
  incompatibleAid: z.array(incompatibleAidSchema),
  queryPurposes: z.array(queryPurposeSchema).min(1),
  /** The most pressing first. */
  visitPriorities: z.array(visitPrioritySchema).length(5),
  mechanism: mechanismSchema,
  entitlements: entitlementsSchema,
});

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

export type PolicyPack = DeepReadonly<z.infer<typeof packSchema>>;
export type TierRule = PolicyPack['tiers'][number];
export type FigureSeries = PolicyPack['figures'][number];
export type FigureUnit = z.infer<typeof figureUnitSchema>;
export type IncomeKind = z.infer<typeof incomeKindSchema>;
export type IncomeExclusion = PolicyPack['exclusions'][number];
/** What `domain/clock` counts. */
export type LegalLimit = PolicyPack['limits'][number];
export type Ground = PolicyPack['extensionGrounds'][number];
export type ReliefCause = PolicyPack['reliefCauses'][number];
export type AlertKind = PolicyPack['alertKinds'][number];
export type IncompatibleAid = PolicyPack['incompatibleAid'][number];
export type QueryPurpose = PolicyPack['queryPurposes'][number];
export type VisitPriorityRule = PolicyPack['visitPriorities'][number];
export type LetterText = PolicyPack['letters'][number];
export type MessageTemplate = PolicyPack['messageTemplates'][number];
export type Ladder = PolicyPack['ladders'][number];
export type Entitlements = PolicyPack['entitlements'];
export type Entitlement = Entitlements['items'][number];
export type Announcements = PolicyPack['announcements'];
export type TerminationRules = PolicyPack['terminationGrounds'];
export type TerminationGround = TerminationRules['grounds'][number];
export type PublicNoticeRule = PolicyPack['publicNotices'][number];
