import * as z from 'zod';
import { civilDateSchema } from '../domain/values/civil-date.ts';
import { caseIdSchema, householdIdSchema, memberIdSchema } from '../domain/values/ids.ts';
import { householdSchema } from './household.ts';
import { wantedPartSchema } from './decisions/referral.ts';

const text = z.string().trim().min(1, '不能为空').max(2000, '不能超过2000字');

/** 一门受理 of a need: of a family that the house knows by a case, or of people who come in. Without needs: nobody knows whose it is. */
export const openReferralSchema = z
  .strictObject({
    household: householdSchema,
    needs: z.array(wantedPartSchema).max(50),
    /** What the family says it needs. */
    request: text,
  })
  .meta({ id: 'OpenReferral' });
export type OpenReferral = z.output<typeof openReferralSchema>;

/** The people as they are shown: what was checked when they came in is not checked again on the way out. */
const familyViewSchema = z.object({
  members: z.array(z.object({ memberId: memberIdSchema, name: z.string(), idNumber: z.string() })),
  address: z.string(),
  phone: z.string().exactOptional(),
});

export const referralOpenedSchema = z
  .object({
    kind: z.literal('referral-opened'),
    caseId: caseIdSchema,
    householdId: householdIdSchema,
    /** `Triage`: it must first be found out whose need it is. */
    stage: z.enum(['Triage', 'Parts']),
    registeredOn: civilDateSchema,
    /** Last day of the triage, or for the departments to sign for their parts. */
    dueOn: civilDateSchema.nullable(),
  })
  .meta({ id: 'ReferralOpened' });
export type ReferralOpened = z.output<typeof referralOpenedSchema>;

/** Of one part, or without `part` of the whole. */
export const referralWithdrawalSchema = z
  .strictObject({ part: z.string().min(1).max(10).exactOptional(), reason: text })
  .meta({ id: 'ReferralWithdrawal' });

const assignmentView = z.object({
  unit: z.string(),
  unitName: z.string(),
  sentOn: civilDateSchema,
  receivedOn: civilDateSchema.nullable(),
  acceptedOn: civilDateSchema.nullable(),
  /** Named by the arbiter. */
  binding: z.boolean(),
  ended: z.string().nullable(),
  endedOn: civilDateSchema.nullable(),
});

const partView = z.object({
  part: z.string(),
  need: z.string(),
  needTitle: z.string(),
  entitlement: z.string().nullable(),
  entitlementTitle: z.string().nullable(),
  /** The unit in whose hands it is; null once it is closed. */
  owner: z.string().nullable(),
  ownerName: z.string().nullable(),
  /** What people call it: the item, else the need. */
  subject: z.string(),
  mandatory: z.boolean(),
  lead: z.boolean(),
  state: z.string(),
  returns: z.int(),
  result: z.string().nullable(),
  endedOn: civilDateSchema.nullable(),
  dueOn: civilDateSchema.nullable(),
  provisional: z.boolean(),
  isOverdue: z.boolean(),
  assignments: z.array(assignmentView),
});

export const referralViewSchema = z
  .object({
    caseId: caseIdSchema,
    householdId: householdIdSchema,
    area: z.string(),
    areaName: z.string(),
    status: z.string(),
    stage: z.string(),
    gen: z.int(),
    /** Where the need came in, and the case that it came from. */
    origin: z.object({ kind: z.enum(['window', 'determination', 'alert']), caseId: z.string().nullable() }),
    registeredOn: civilDateSchema,
    closedOn: civilDateSchema.nullable(),
    /** Proposed or asked for, and not sent yet. */
    planned: z.array(wantedPartSchema),
    parts: z.array(partView),
    applicant: z.string(),
    /** Null for a department that has no open part: whose work it is needs to know whose need it is, and nobody else. */
    family: familyViewSchema.nullable(),
    /** What the family said it needs; as the family itself. */
    request: z.string().nullable(),
  })
  .meta({ id: 'Referral' });
/** The referrals of a household, latest first. */
export const referralListSchema = z
  .object({
    items: z.array(
      z.object({
        caseId: caseIdSchema,
        status: z.string(),
        stage: z.string(),
        origin: z.enum(['window', 'determination', 'alert']),
        of: z.string().nullable(),
        registeredOn: civilDateSchema,
        closedOn: civilDateSchema.nullable(),
        openParts: z.int(),
        parts: z.int(),
      }),
    ),
  })
  .meta({ id: 'ReferralList' });

export type ReferralView = z.output<typeof referralViewSchema>;
