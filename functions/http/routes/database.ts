import * as z from 'zod';
import {
  adjudicationOpenedSchema,
  adjudicationViewSchema,
  openAdjudicationSchema,
} from '../../contracts/adjudications.ts';
import { householdsReviewedSchema, householdViewSchema, reviewHouseholdsSchema } from '../../contracts/households.ts';
import { accessLogSchema, personAnswerSchema, personQuerySchema } from '../../contracts/person-queries.ts';
import { householdIdSchema, unitIdSchema } from '../../domain/values/ids.ts';
import { ofCase, page } from './parts.ts';
import type { Routes } from '../route.ts';

/** 低收入人口数据库: households with all that they are granted, what is missing or doubled, and who may ask. */
export const databaseRoutes = {
  readHousehold: {
    id: 'readHousehold',
    method: 'GET',
    path: '/households/{householdId}',
    group: 'database',
    action: 'household.read',
    summary: '家庭救助全貌:各部门已享、应享未享、重复享受',
    params: z.strictObject({ householdId: householdIdSchema }),
    responses: { 200: householdViewSchema },
  },
  reviewHouseholds: {
    id: 'reviewHouseholds',
    method: 'POST',
    path: '/households/reviews',
    group: 'database',
    action: 'household.review',
    summary: '按县查漏查重:遗漏、重复转为预警,疑似重复档案转核并',
    body: reviewHouseholdsSchema,
    responses: { 200: householdsReviewedSchema },
  },
  openAdjudication: {
    id: 'openAdjudication',
    method: 'POST',
    path: '/adjudications',
    group: 'database',
    action: 'adjudication.open',
    summary: '提出档案核并:合并家庭、分户、合并人员',
    body: openAdjudicationSchema,
    isIdempotent: true,
    responses: { 201: adjudicationOpenedSchema },
  },
  readAdjudication: {
    id: 'readAdjudication',
    method: 'GET',
    path: '/adjudications/{caseId}',
    group: 'database',
    action: 'adjudication.read',
    summary: '档案核并详情',
    params: ofCase,
    responses: { 200: adjudicationViewSchema },
  },
  queryPerson: {
    id: 'queryPerson',
    method: 'POST',
    path: '/person-queries',
    group: 'database',
    action: 'person.query',
    summary: '部门按用途查询人员救助信息(留痕)',
    body: personQuerySchema,
    responses: { 200: personAnswerSchema },
  },
  readAccessLog: {
    id: 'readAccessLog',
    method: 'GET',
    path: '/person-queries',
    group: 'database',
    action: 'access-log.read',
    summary: '查询留痕(按单位和月份)',
    query: z.strictObject({
      unit: unitIdSchema.exactOptional(),
      month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份格式为YYYY-MM'),
      ...page,
    }),
    responses: { 200: accessLogSchema },
  },
} as const satisfies Routes;
