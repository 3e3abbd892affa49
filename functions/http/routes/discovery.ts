import * as z from 'zod';
import {
  indicatorsViewSchema,
  runsViewSchema,
  runViewSchema,
  switchIndicatorSchema,
} from '../../contracts/discovery.ts';
import type { Routes } from '../route.ts';

const indicatorId = z.string().regex(/^[a-z][a-z-]{1,40}$/, '指标编号格式不符');

/** 动态监测比对: what is looked for, each run with its grounds, and the start of one. */
export const discoveryRoutes = {
  startScan: {
    id: 'startScan',
    method: 'POST',
    path: '/discovery/runs',
    group: 'discovery',
    action: 'discovery.run',
    summary: '立即进行一次全人口监测比对(重复进行不重复预警)',
    responses: { 201: runViewSchema },
  },
  listScanRuns: {
    id: 'listScanRuns',
    method: 'GET',
    path: '/discovery/runs',
    group: 'discovery',
    action: 'discovery.read',
    summary: '监测比对记录:依据、数据版本、各指标结果',
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(60).default(12) }),
    responses: { 200: runsViewSchema },
  },
  listIndicators: {
    id: 'listIndicators',
    method: 'GET',
    path: '/discovery/indicators',
    group: 'discovery',
    action: 'discovery.read',
    summary: '监测指标:条件、开关、核实属实率',
    responses: { 200: indicatorsViewSchema },
  },
  switchIndicator: {
    id: 'switchIndicator',
    method: 'POST',
    path: '/discovery/indicators/{id}/switch',
    group: 'discovery',
    action: 'discovery.switch',
    summary: '停用或者启用一项指标(须写明理由)',
    params: z.strictObject({ id: indicatorId }),
    body: switchIndicatorSchema,
    responses: {
      200: z
        .object({ kind: z.literal('indicator-switched'), id: z.string(), isOn: z.boolean() })
        .meta({ id: 'IndicatorSwitched' }),
    },
  },
} as const satisfies Routes;
