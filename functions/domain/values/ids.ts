import * as z from 'zod';

const token = (pattern: RegExp, text: string) => z.string().regex(pattern, text);

/** Given out at intake; never reused. Goes into keys and execution names, so it carries nothing personal. */
export const caseIdSchema = token(/^[A-Za-z0-9_-]{1,40}$/, '案件编号只能含字母、数字、-和_,最长40位').brand<'CaseId'>();
export type CaseId = z.infer<typeof caseIdSchema>;

/** Deterministic: case, step and attempt, without the generation, so that a rebuilt execution finds the same task. */
export const taskIdSchema = token(/^[A-Za-z0-9_.:-]{1,120}$/, '任务编号格式不符').brand<'TaskId'>();
export type TaskId = z.infer<typeof taskIdSchema>;

export const householdIdSchema = token(/^[A-Za-z0-9_-]{1,40}$/, '家庭编号格式不符').brand<'HouseholdId'>();
export type HouseholdId = z.infer<typeof householdIdSchema>;

/** Blind index of a person; stands for the ID number wherever two records must meet. */
export const personIdSchema = token(/^[A-Za-z0-9_:=+/-]{1,120}$/, '人员编号格式不符').brand<'PersonId'>();
export type PersonId = z.infer<typeof personIdSchema>;

/** A member within one case: 'm1', 'm2', … */
export const memberIdSchema = token(/^m[1-9]\d?$/, '成员编号应为m1至m99').brand<'MemberId'>();
export type MemberId = z.infer<typeof memberIdSchema>;

/** A unit of the policy pack, e.g. 'county-civil-affairs-370502'. */
export const unitIdSchema = token(/^[a-z0-9][a-z0-9-]{1,60}$/, '单位编号格式不符').brand<'UnitId'>();
export type UnitId = z.infer<typeof unitIdSchema>;

/** Mints a branded id from text that is known to be one. Throws zod's error. */
export const caseId = (text: string): CaseId => caseIdSchema.parse(text);
export const taskId = (text: string): TaskId => taskIdSchema.parse(text);
export const householdId = (text: string): HouseholdId => householdIdSchema.parse(text);
export const personId = (text: string): PersonId => personIdSchema.parse(text);
export const memberId = (text: string): MemberId => memberIdSchema.parse(text);
export const unitId = (text: string): UnitId => unitIdSchema.parse(text);
