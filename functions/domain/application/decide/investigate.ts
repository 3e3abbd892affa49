import type { InformationCheckDecision, InvestigationDecision, SupplyFactsDecision } from '../decisions.ts';
import { withCircumstances } from '../circumstances.ts';
import type { Findings } from '../../classification/facts.ts';
import { refuse } from './verdict.ts';
import type { DecisionContext, Refusal, Verdict } from './verdict.ts';

/** 入户调查: at least two investigators, both sides sign (民发〔2021〕57号; remote only in a major emergency). */
export function decideInvestigation(decision: InvestigationDecision, context: DecisionContext): Refusal | Verdict {
  const investigators = new Set(decision.investigators);
  if (investigators.size < 2) {
    return refuse('two-investigators-needed', '入户调查应由两名以上调查人员共同进行。', '/investigators');
  }
  const signed = new Set(decision.signatures.investigators);
  if ([...investigators].some((person) => !signed.has(person)) || !decision.signatures.family) {
    return refuse('signatures-incomplete', '调查结果须由全体调查人员和申请家庭签字确认。', '/signatures');
  }
  if (decision.method === 'remote' && decision.emergency === undefined) {
    return refuse('emergency-not-named', '仅在发生重大突发事件时可采用电话、视频方式调查,须写明事由。', '/emergency');
  }
  if (decision.visitedOn > context.today) return refuse('date-in-future', '调查日期不能晚于今天。', '/visitedOn');
  const recused = decision.investigators.find((person) => context.head.recused.includes(person));
  if (recused !== undefined) return refuse('recused', '已备案的近亲属应当回避,不得参与本户调查。', '/investigators');
  const unknown = unknownMember(decision.findings, context);
  if (unknown !== undefined) return unknown;
  return {
    kind: 'decided',
    outcome: 'recorded',
    next: {
      factsVersion: context.head.factsVersion + 1,
      ...withCircumstances(context.head, decision.circumstances, context, context.today),
    },
    event: {
      type: 'investigation-recorded',
      data: {
        method: decision.method,
        visitedOn: decision.visitedOn,
        // Who they were stands in the sealed decision: a name is no matter for the open record.
        investigators: investigators.size,
        circumstances: decision.circumstances,
      },
    },
    findings: decision.findings,
  };
}

/** 信息核对 by the county on the family's authorisation. */
export function decideInformationCheck(
  decision: InformationCheckDecision,
  context: DecisionContext,
): Refusal | Verdict {
  return (
    unknownMember(decision.findings, context) ?? {
      kind: 'decided',
      outcome: 'recorded',
      next: { factsVersion: context.head.factsVersion + 1 },
      event: { type: 'information-checked', data: { registers: decision.registers } },
      findings: decision.findings,
    }
  );
}

export function decideSupplyFacts(decision: SupplyFactsDecision, context: DecisionContext): Refusal | Verdict {
  return (
    unknownMember(decision.findings, context) ?? {
      kind: 'decided',
      outcome: 'supplied',
      next: { factsVersion: context.head.factsVersion + 1 },
      event: { type: 'facts-supplied', data: {} },
      findings: decision.findings,
    }
  );
}

export function unknownMember(findings: Findings, context: DecisionContext): Refusal | undefined {
  const unknown = findings.members?.findIndex(({ memberId }) => !context.memberIds.includes(memberId)) ?? -1;
  return unknown < 0
    ? undefined
    : refuse('unknown-member', '该成员不在本次申请的家庭成员中。', `/findings/members/${unknown}/memberId`);
}
