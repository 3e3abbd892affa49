import * as z from 'zod';
import {
  openVisitSchema,
  planVisitsSchema,
  recordVisitsSchema,
  visitHoursSchema,
  visitListSchema,
  visitOpenedSchema,
  visitsPlannedSchema,
  visitsRecordedSchema,
  visitViewSchema,
} from '../../contracts/visits.ts';
import { areaCodeSchema } from '../../domain/values/area-code.ts';
import { unitIdSchema } from '../../domain/values/ids.ts';
import { ofCase, page, period } from './parts.ts';
import type { Routes } from '../route.ts';

/** 走访摸排: somebody goes and looks. */
export const visitRoutes = {
  openVisit: {
    id: 'openVisit',
    method: 'POST',
    path: '/visits',
    group: 'visits',
    action: 'visit.report',
    summary: '登记困难线索,或者将同一家庭的预警合并为一次走访',
    body: openVisitSchema,
    isIdempotent: true,
    responses: { 201: visitOpenedSchema },
  },
  listVisits: {
    id: 'listVisits',
    method: 'GET',
    path: '/visits',
    group: 'visits',
    action: 'visit.read',
    summary: '待走访清单(按乡镇、村和走访人)',
    query: z.strictObject({
      area: areaCodeSchema,
      village: z.string().min(1).max(60).exactOptional(),
      worker: z.string().min(1).max(60).exactOptional(),
      ...page,
    }),
    responses: { 200: visitListSchema },
  },
  recordVisits: {
    id: 'recordVisits',
    method: 'POST',
    path: '/visits/records',
    group: 'visits',
    action: 'visit.record',
    summary: '提交走访记录(可离线填写后批量提交,逐条入库)',
    body: recordVisitsSchema,
    isLarge: true,
    responses: { 200: visitsRecordedSchema },
  },
  planVisits: {
    id: 'planVisits',
    method: 'POST',
    path: '/visits/plans',
    group: 'visits',
    action: 'visit.plan',
    summary: '安排走访人和日期',
    body: planVisitsSchema,
    responses: { 200: visitsPlannedSchema },
  },
  readVisitHours: {
    id: 'readVisitHours',
    method: 'GET',
    path: '/supervision/visits',
    group: 'visits',
    action: 'supervision.read',
    summary: '发现到启动时长',
    query: z.strictObject({ unit: unitIdSchema.exactOptional(), ...period }),
    responses: { 200: visitHoursSchema },
  },
  readVisit: {
    id: 'readVisit',
    method: 'GET',
    path: '/visits/{caseId}',
    group: 'visits',
    action: 'visit.read',
    summary: '走访详情',
    params: ofCase,
    responses: { 200: visitViewSchema },
  },
} as const satisfies Routes;
