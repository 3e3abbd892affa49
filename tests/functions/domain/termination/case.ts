import type { TerminationDecision } from '../../../../functions/domain/termination/decisions.ts';
import { decideTermination } from '../../../../functions/domain/termination/decide/decide.ts';
import type { TerminationContext } from '../../../../functions/domain/termination/decide/verdict.ts';
import type { TerminationHead } from '../../../../functions/domain/termination/head.ts';
import type { Tier } from '../../../../policy/schema.ts';
import { dongying } from '../../../../policy/dongying/dongying.ts';
import { rulesAt } from '../../../../policy/rules-at.ts';
import { workingCalendar } from '../../../../policy/calendar/load.ts';
import type { AreaCode } from '../../../../functions/domain/values/area-code.ts';
import { civilDate } from '../../../../functions/domain/values/civil-date.ts';
import { caseId, householdId, memberId } from '../../../../functions/domain/values/ids.ts';

export const today = civilDate('2026-03-10');
export const rules = rulesAt(dongying, today, '370502');

export const m1 = memberId('m1');
export const m2 = memberId('m2');

/** A family of two on 低保, or one person on 特困, looked at again. */
export function terminationOf(tier: Tier = 'dibao', more: Partial<TerminationHead> = {}): TerminationHead {
  const isOne = tier === 'destitute';
  return {
    procedure: 'termination',
    caseId: caseId('t1'),
    householdId: householdId('h1'),
    area: '370502100' as AreaCode,
    status: 'in-progress',
    stage: 'CheckAid',
    round: 1,
    gen: 1,
    version: 1,
    lastSeq: 0,
    lastHash: '',
    acceptedOn: today,
    openedOn: today,
    recused: [],
    aid: {
      caseId: caseId('a1'),
      determination: 0,
      tier,
      route: isOne ? 'person' : 'household',
      persons: isOne ? ['p1'] : ['p1', 'p2'],
      members: isOne ? [m1] : [m1, m2],
      from: civilDate('2025-03-01'),
      monthlyFen: 106_000,
    },
    trigger: 'periodic-recheck',
    delegated: false,
    memberCount: isOne ? 1 : 2,
    changedAt: 0,
    ...more,
  };
}

export const contextOf = (head: TerminationHead, more: Partial<TerminationContext> = {}): TerminationContext => ({
  head,
  round: head.round,
  by: { subject: 'county-dongying' },
  today,
  rules,
  calendar: workingCalendar(),
  isNeverPosted: false,
  mostTaperMonths: 6,
  ...more,
});

export const decide = (decision: TerminationDecision, head: TerminationHead, more: Partial<TerminationContext> = {}) =>
  decideTermination(decision, contextOf(head, more));

export const endCheck = (more: object = {}): TerminationDecision => ({
  kind: 'termination-check',
  outcome: 'end',
  method: 'home-visit',
  checkedOn: today,
  findings: {},
  ground: 'assets-over',
  reason: '演示',
  ...more,
});

/** A case in which everything that must stand before an end of aid does. */
export const readyToEnd = (tier: Tier = 'dibao', more: Partial<TerminationHead> = {}): TerminationHead => {
  const head = terminationOf(tier, more);
  return {
    ...head,
    check: {
      round: 1,
      outcome: 'end',
      ground: 'assets-over',
      leaving: head.aid.members,
      deceased: [],
      by: 'reviewer-niuzhuang',
      on: today,
    },
    told: { round: 1, by: 'window-niuzhuang', on: today, answerBy: civilDate('2026-03-17') },
    answer: { round: 1, by: 'window-niuzhuang', on: civilDate('2026-03-18'), outcome: 'no-answer' },
    confirmation: {
      by: 'county-dongying',
      on: civilDate('2026-03-19'),
      ground: 'assets-over',
      from: civilDate('2026-04-01'),
    },
    ...more,
  };
};
