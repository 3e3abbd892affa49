import {
  reliefRequestedSchema,
  reliefViewSchema,
  reliefWithdrawalSchema,
  requestReliefSchema,
} from '../../contracts/reliefs.ts';
import { caseChangedSchema } from '../../contracts/outcomes.ts';
import { ofCase } from './parts.ts';
import type { Routes } from '../route.ts';

/** Who may need help, or need it no longer; and help that cannot wait. */
export const monitoringRoutes = {
  requestRelief: {
    id: 'requestRelief',
    method: 'POST',
    path: '/reliefs',
    group: 'monitoring',
    action: 'relief.request',
    summary: '临时救助:急难型先行救助,支出型审核审批;不影响在办的其他申请',
    body: requestReliefSchema,
    isIdempotent: true,
    responses: { 201: reliefRequestedSchema },
  },
  readRelief: {
    id: 'readRelief',
    method: 'GET',
    path: '/reliefs/{caseId}',
    group: 'monitoring',
    action: 'relief.read',
    summary: '临时救助详情',
    params: ofCase,
    responses: { 200: reliefViewSchema },
  },
  withdrawRelief: {
    id: 'withdrawRelief',
    method: 'POST',
    path: '/reliefs/{caseId}/withdrawal',
    group: 'monitoring',
    action: 'relief.withdraw',
    summary: '撤回临时救助申请(发放之前)',
    params: ofCase,
    body: reliefWithdrawalSchema,
    isIdempotent: true,
    responses: { 200: caseChangedSchema },
  },
} as const satisfies Routes;
