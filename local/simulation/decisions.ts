import type { ApplicationDecision } from '../../functions/domain/application/decisions.ts';
import { mustVisit } from '../../functions/domain/application/head.ts';
import type { ApplicationHead } from '../../functions/domain/application/head.ts';
import type { ApplicationTaskKind } from '../../functions/domain/application/vocabulary.ts';
import type { TerminationDecision } from '../../functions/domain/termination/decisions.ts';
import type { CivilDate } from '../../functions/domain/values/civil-date.ts';

const INVESTIGATORS = ['调查员甲(模拟)', '调查员乙(模拟)'];

/** Nothing has changed: what becomes of aid is no matter of the simulation. */
export const stillEligible = (today: CivilDate): TerminationDecision => ({
  kind: 'termination-check',
  outcome: 'still-eligible',
  method: 'home-visit-and-register',
  checkedOn: today,
  findings: {},
  reason: '经核查情况没有变化(模拟)',
});

/** What a person of the simulation enters to close a task, as the case stands. */
export function decisionFor(
  kind: Exclude<ApplicationTaskKind, 'public-notice'>,
  head: ApplicationHead,
  today: CivilDate,
  isReturned: boolean,
): ApplicationDecision {
  switch (kind) {
    case 'household-investigation':
      return {
        kind,
        method: 'home-visit',
        visitedOn: today,
        investigators: INVESTIGATORS,
        signatures: { investigators: INVESTIGATORS, family: true },
        findings: {},
        circumstances: [],
      };
    case 'information-check':
      return { kind, registers: ['real-estate', 'vehicles', 'social-insurance'], findings: {} };
    case 'supply-facts':
      return { kind, findings: {} };
    case 'township-opinion':
      return { kind, outcome: head.recommended.length === 0 ? 'refuse' : 'confirm', reason: '初审意见(模拟)' };
    case 'objection-review':
      return {
        kind,
        method: 'reinvestigation',
        conclusion: 'dismissed',
        findings: {},
        reason: '经重新调查,情况属实(模拟)',
      };
    case 'confirmation':
      return {
        kind,
        outcome: isReturned ? 'return' : head.recommended.length === 0 ? 'refuse' : 'confirm',
        reason: '审核确认意见(模拟)',
        ...(mustVisit(head) && !isReturned ? { visit: { visitedOn: today, visitors: INVESTIGATORS } } : {}),
      };
    case 'refusal-letter':
      return { kind, deliveredOn: today, method: 'in-person' };
  }
}
