import * as z from 'zod';
import type { Family } from '../domain/application/family.ts';
import type { IntakePapers } from '../domain/application/intake.ts';
import { circumstances } from '../domain/application/vocabulary.ts';
import { areaCodeSchema } from '../domain/values/area-code.ts';
import { idNumberSchema } from '../domain/values/id-number.ts';
import { memberIdSchema } from '../domain/values/ids.ts';
import { tierSchema } from '../../policy/vocabulary.ts';
import { findingsSchema, householdFactsSchema } from './facts.ts';

const personName = z.string().trim().min(1, '姓名不能为空').max(60, '姓名不能超过60字');

export const familySchema = z.strictObject({
  members: z
    .array(z.strictObject({ memberId: memberIdSchema, name: personName, idNumber: idNumberSchema }))
    .min(1)
    // Four items a person at intake: more would not fit into one transaction.
    .max(22, '一次最多登记22名家庭成员'),
  address: z.string().trim().min(1, '住址不能为空').max(200),
  phone: z
    .string()
    .regex(/^[0-9+ -]{5,20}$/, '电话号码格式不符')
    .exactOptional(),
}) satisfies z.ZodType<Family>;

export const papersSchema = z.strictObject({
  application: z.boolean(),
  purposeNotice: z.boolean(),
  checkAuthorisations: z.array(memberIdSchema).max(30),
  incomeStatement: z.boolean(),
}) satisfies z.ZodType<IntakePapers>;

/** 近亲属备案: always answered, also when the answer is none. */
export const nearRelativesSchema = z
  .strictObject({
    declared: z.boolean(),
    relatives: z
      .array(
        z.strictObject({
          memberId: memberIdSchema,
          /** Subject of the handler, or the name of a committee member without a sign-in. */
          handler: z.string().trim().min(1).max(80),
          relation: z.string().trim().min(1).max(40),
        }),
      )
      .max(20),
  })
  .refine(({ declared, relatives }) => declared || relatives.length === 0, {
    path: ['declared'],
    message: '列有近亲属时应当勾选已申报',
  });

export const submitApplicationSchema = z
  .strictObject({
    area: areaCodeSchema,
    requestedTier: tierSchema,
    family: familySchema,
    facts: householdFactsSchema,
    papers: papersSchema,
    nearRelatives: nearRelativesSchema,
    circumstances: z
      .array(z.enum(circumstances).exclude(['notice-objection']))
      .max(4)
      .default([]),
  })
  .superRefine((submission, context) => {
    const ids = submission.family.members.map((member) => member.memberId);
    const known = new Set(ids);
    const factIds = new Set(submission.facts.members.map((member) => member.memberId));
    if (known.size !== ids.length || known.size !== factIds.size || ids.some((id) => !factIds.has(id))) {
      context.addIssue({
        code: 'custom',
        path: ['family', 'members'],
        message: '家庭成员名单与情况表中的成员编号不一致',
      });
    }
    const strangers = [
      ...submission.papers.checkAuthorisations.map((memberId, index) => ({
        memberId,
        path: ['papers', 'checkAuthorisations', index],
      })),
      ...submission.nearRelatives.relatives.map(({ memberId }, index) => ({
        memberId,
        path: ['nearRelatives', 'relatives', index, 'memberId'],
      })),
    ].filter(({ memberId }) => !known.has(memberId));
    for (const { path } of strangers) {
      context.addIssue({ code: 'custom', path, message: '该成员不在家庭成员名单中' });
    }
    const seen = new Map<string, number>();
    for (const [index, { idNumber }] of submission.family.members.entries()) {
      const first = seen.get(idNumber);
      if (first !== undefined) {
        context.addIssue({
          code: 'custom',
          path: ['family', 'members', index, 'idNumber'],
          message: `与第${first + 1}名成员重复`,
        });
      }
      seen.set(idNumber, index);
    }
  })
  .meta({ id: 'SubmitApplication' });
export type SubmitApplication = z.output<typeof submitApplicationSchema>;

export const supplementSchema = z
  .strictObject({
    papers: papersSchema,
    findings: findingsSchema.default({}),
    nearRelatives: nearRelativesSchema.exactOptional(),
  })
  .meta({ id: 'SupplementApplication' });
export type Supplement = z.output<typeof supplementSchema>;

const reason = z.string().trim().min(1, '请写明理由').max(2000);

export const withdrawalSchema = z.strictObject({ reason }).meta({ id: 'Withdrawal' });
export const objectionSchema = z
  .strictObject({ objector: z.string().trim().max(60).exactOptional(), reason })
  .meta({ id: 'Objection' });
export const complaintSchema = z.strictObject({ reason }).meta({ id: 'Complaint' });
const dayText = z.iso.date('日期格式为YYYY-MM-DD');
const groundCode = z.string().trim().min(1, '请选择事由').max(60);
export const pauseSchema = z
  .strictObject({ ground: groundCode, noticedOn: dayText.exactOptional(), reason })
  .meta({ id: 'ClockPause' });
export const resumptionSchema = z.strictObject({ reason }).meta({ id: 'ClockResumption' });
export const extensionSchema = z.strictObject({ ground: groundCode, reason }).meta({ id: 'ClockExtension' });
export const restartSchema = z.strictObject({ reason }).meta({ id: 'Restart' });
