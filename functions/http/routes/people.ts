import * as z from 'zod';
import {
  handoverSchema,
  newHandoverSchema,
  newSubstitutionSchema,
  substitutionListSchema,
  substitutionSchema,
} from '../../contracts/people.ts';
import { supervisedCasesSchema, supervisionSchema } from '../../contracts/supervision.ts';
import { taskKinds } from '../../domain/casework/vocabulary.ts';
import { unitIdSchema } from '../../domain/values/ids.ts';
import { recordId, period, page } from './parts.ts';
import type { Routes } from '../route.ts';

/** Who stands in for whom, who leaves, and who watches over the work. */
export const peopleRoutes = {
  enterSubstitution: {
    id: 'enterSubstitution',
    method: 'POST',
    path: '/substitutions',
    group: 'people',
    action: 'substitution.enter',
    summary: '指定代办人',
    body: newSubstitutionSchema,
    isIdempotent: true,
    responses: { 201: substitutionSchema },
  },
  listSubstitutions: {
    id: 'listSubstitutions',
    method: 'GET',
    path: '/substitutions',
    group: 'people',
    action: 'substitution.enter',
    summary: '本单位当前和今后的代办安排',
    responses: { 200: substitutionListSchema },
  },
  endSubstitution: {
    id: 'endSubstitution',
    method: 'POST',
    path: '/substitutions/{id}/end',
    group: 'people',
    action: 'substitution.enter',
    summary: '结束代办',
    params: z.strictObject({ id: recordId }),
    isIdempotent: true,
    responses: { 200: substitutionSchema },
  },
  beginHandover: {
    id: 'beginHandover',
    method: 'POST',
    path: '/handovers',
    group: 'people',
    action: 'handover.begin',
    summary: '离岗移交:此人名下的任务全部移交',
    body: newHandoverSchema,
    isIdempotent: true,
    responses: { 202: handoverSchema },
  },
  readHandover: {
    id: 'readHandover',
    method: 'GET',
    path: '/handovers/{id}',
    group: 'people',
    action: 'handover.read',
    summary: '移交进度',
    params: z.strictObject({ id: recordId }),
    responses: { 200: handoverSchema },
  },
  readSupervision: {
    id: 'readSupervision',
    method: 'GET',
    path: '/supervision',
    group: 'people',
    action: 'supervision.read',
    summary: '督办看板:所辖各单位各环节的在办、逾期、办结',
    query: z.strictObject({ unit: unitIdSchema.exactOptional(), ...period, ...page }),
    responses: { 200: supervisionSchema },
  },
  listSupervised: {
    id: 'listSupervised',
    method: 'GET',
    path: '/supervision/cases',
    group: 'people',
    action: 'supervision.read',
    summary: '看板数字背后的案件',
    query: z.strictObject({
      unit: unitIdSchema,
      kind: z.enum(taskKinds).exactOptional(),
      state: z.enum(['overdue', 'open', 'late', 'returned']),
      ...period,
      ...page,
    }),
    responses: { 200: supervisedCasesSchema },
  },
} as const satisfies Routes;
