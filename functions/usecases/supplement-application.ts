import { startOf } from '../domain/casework/execution.ts';
import * as z from 'zod';
import { nearRelativesSchema, papersSchema } from '../contracts/applications.ts';
import type { Supplement } from '../contracts/applications.ts';
import { householdFactsSchema } from '../contracts/facts.ts';
import type { CaseChanged } from '../contracts/outcomes.ts';
import { intakeLacks, papersTogether } from '../domain/application/intake.ts';
import { circumstances } from '../domain/application/vocabulary.ts';
import { openQuestions } from '../domain/classification/open-questions.ts';
import { civilDateOf } from '../domain/values/civil-date.ts';
import { toJson } from '../domain/values/json.ts';
import { changeCase } from './change-case.ts';
import type { ChangeCaseInput } from './change-case.ts';
import { foundFacts } from './found-facts.ts';
import type { House } from './house.ts';
import { declined } from './outcome.ts';
import type { Declined } from './outcome.ts';
import { accept, acceptedEvent, declarationLack } from './new-application.ts';

const storedIntake = z.looseObject({
  papers: papersSchema,
  nearRelatives: nearRelativesSchema,
  circumstances: z.array(z.enum(circumstances).exclude(['notice-objection'])),
});

/** 补正: what was told once is handed in; nothing that was not told may be asked now. The clock starts today. */
export function supplementApplication(
  house: House,
  input: ChangeCaseInput & { readonly supplement: Supplement },
): Promise<CaseChanged | Declined> {
  return changeCase(house, 'application', 'application.supplement', input, async (head) => {
    if (head.status !== 'awaiting-documents') {
      return declined('not-awaiting-documents', '该申请不在等待补正材料。', { more: { caseStatus: head.status } });
    }
    const { supplement } = input;
    const declaredFacts = householdFactsSchema.parse(await house.cases.facts(head));
    const found = foundFacts(declaredFacts, supplement.findings);
    if (found.kind !== 'facts') return found;
    const { facts } = found;
    const stranger = supplement.nearRelatives?.relatives.findIndex(
      ({ memberId }) => !facts.members.some((member) => member.memberId === memberId),
    );
    if (stranger !== undefined && stranger >= 0) {
      return declined('unknown-member', '该成员不在本次申请的家庭成员中。', {
        pointer: `/nearRelatives/relatives/${stranger}/memberId`,
      });
    }
    const now = house.time.now();
    const today = civilDateOf(now);
    const clock = { rules: house.policy.rules(today, head.area), calendar: house.policy.calendar };
    const told = new Set(head.toldMissing);
    const intake = storedIntake.parse(await house.cases.sealed(head, 'intake'));
    const papers = papersTogether(intake.papers, supplement.papers);
    const declaredNow = supplement.nearRelatives ?? { declared: false, relatives: [] };
    const nearRelatives = {
      declared: intake.nearRelatives.declared || declaredNow.declared,
      relatives: [...intake.nearRelatives.relatives, ...declaredNow.relatives],
    };
    const still = [
      ...declarationLack(nearRelatives),
      ...intakeLacks(facts, papers, openQuestions(facts, clock.rules, today), today),
    ].filter(({ code }) => told.has(code));
    if (still.length > 0) {
      return declined('documents-still-missing', '一次性告知的材料或信息仍未补齐。', {
        more: { missing: toJson(still) },
      });
    }
    const declaredHead = {
      ...head,
      nearRelative: nearRelatives.relatives.length > 0,
      recused: [...new Set(nearRelatives.relatives.map(({ handler }) => handler))],
    };
    const accepted = accept(declaredHead, clock, intake.circumstances, today);
    return {
      next: accepted,
      events: [
        {
          type: 'application-supplemented',
          at: now,
          actor: input.by.subject,
          data: { supplied: head.toldMissing },
        },
        acceptedEvent(accepted, now, input.by.subject),
      ],
      facts,
      sealed: [{ name: 'intake', content: { ...intake, papers, nearRelatives } }],
      outbox: [startOf(accepted, 'application')],
    };
  });
}
