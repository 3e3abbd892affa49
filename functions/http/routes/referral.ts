import { referralLetterSchema } from '../../contracts/letters.ts';
import { caseChangedSchema } from '../../contracts/outcomes.ts';
import {
  openReferralSchema,
  referralListSchema,
  referralOpenedSchema,
  referralViewSchema,
  referralWithdrawalSchema,
} from '../../contracts/referrals.ts';
import * as z from 'zod';
import { householdIdSchema } from '../../domain/values/ids.ts';
import { ofCase } from './parts.ts';
import type { Routes } from '../route.ts';

/** 一门受理、协同办理. */
export const referralRoutes = {
  openReferral: {
    id: 'openReferral',
    method: 'POST',
    path: '/referrals',
    group: 'referral',
    action: 'referral.open',
    summary: '登记需求并转办;不清楚由哪个部门办理的,先研判',
    body: openReferralSchema,
    isIdempotent: true,
    responses: { 201: referralOpenedSchema },
  },
  readReferral: {
    id: 'readReferral',
    method: 'GET',
    path: '/referrals/{caseId}',
    group: 'referral',
    action: 'referral.read',
    summary: '转办详情:各事项在哪个部门、到哪一步、何时到期、结果如何',
    params: ofCase,
    responses: { 200: referralViewSchema },
  },
  readReferralLetter: {
    id: 'readReferralLetter',
    method: 'GET',
    path: '/referrals/{caseId}/letters/{letter}',
    group: 'referral',
    action: 'referral.read',
    summary: '告知书打印页:转办告知书(start)、转办结果告知书(result)',
    params: ofCase.extend({ letter: referralLetterSchema }),
    produces: 'text/html',
    responses: { 200: z.string() },
  },
  listReferrals: {
    id: 'listReferrals',
    method: 'GET',
    path: '/households/{householdId}/referrals',
    group: 'referral',
    action: 'referral.read',
    summary: '一户的全部转办',
    params: z.strictObject({ householdId: householdIdSchema }),
    responses: { 200: referralListSchema },
  },
  withdrawReferral: {
    id: 'withdrawReferral',
    method: 'POST',
    path: '/referrals/{caseId}/withdrawal',
    group: 'referral',
    action: 'referral.withdraw',
    summary: '撤回转办,全部或者一个事项',
    params: ofCase,
    body: referralWithdrawalSchema,
    isIdempotent: true,
    responses: { 200: caseChangedSchema },
  },
} as const satisfies Routes;
