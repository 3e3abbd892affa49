import { createPolicy } from '../../functions/adapters/policy/policy-pack.ts';
import type { ApplicationHead } from '../../functions/domain/application/head.ts';
import type { TaskKind } from '../../functions/domain/casework/vocabulary.ts';
import type { TaskRecord } from '../../functions/domain/casework/task.ts';
import type { DecisionContext } from '../../functions/domain/application/decide/verdict.ts';
import type { Principal } from '../../functions/domain/authority/principal.ts';
import { areaCode } from '../../functions/domain/values/area-code.ts';
import { civilDate, startOfDay } from '../../functions/domain/values/civil-date.ts';
import { caseId, householdId, taskId, unitId } from '../../functions/domain/values/ids.ts';

export const policy = createPolicy();
export const MONDAY = civilDate('2026-03-02');
export const AREA = areaCode('370502100');

export const reviewer: Principal = {
  subject: 'reviewer',
  name: '审核(演示)',
  roles: ['township-reviewer'],
  unit: unitId('township-370502100'),
  area: AREA,
};

/** An accepted 低保 case of an ordinary county. */
export function caseHead(more: Partial<ApplicationHead> = {}): ApplicationHead {
  return {
    caseId: caseId('370502-20260302-ABCDEF'),
    householdId: householdId('h1'),
    area: AREA,
    procedure: 'application',
    status: 'in-review',
    stage: 'Investigate',
    round: 1,
    gen: 1,
    version: 1,
    lastSeq: 0,
    lastHash: '',
    requestedTier: 'dibao',
    registeredOn: MONDAY,
    acceptedOn: MONDAY,
    toldMissing: [],
    circumstances: [],
    delegated: false,
    nearRelative: false,
    recused: [],
    complaint: false,
    memberCount: 2,
    factsVersion: 1,
    exceptTiers: [],
    recommended: ['dibao'],
    noticedTiers: [],
    objected: false,
    changedAt: startOfDay(MONDAY),
    ...more,
  };
}

export function openTaskOf(kind: TaskKind, more: Partial<TaskRecord> = {}): TaskRecord {
  return {
    caseId: caseId('370502-20260302-ABCDEF'),
    taskId: taskId(`370502-20260302-ABCDEF.${kind}.1`),
    kind,
    round: 1,
    area: AREA,
    unit: unitId('township-370502100'),
    status: 'OPEN',
    version: 1,
    revision: 1,
    openedAt: startOfDay(MONDAY),
    ...more,
  };
}

export function decisionContext(kind: TaskKind, more: Partial<DecisionContext> = {}): DecisionContext {
  return {
    head: caseHead(),
    task: openTaskOf(kind),
    by: reviewer,
    today: MONDAY,
    rules: policy.rules(MONDAY, AREA),
    calendar: policy.calendar,
    memberIds: ['m1', 'm2'],
    isNeverPosted: false,
    ...more,
  };
}
