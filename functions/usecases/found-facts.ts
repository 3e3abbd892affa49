import { householdFactsSchema } from '../contracts/facts.ts';
import { applyFindings } from '../domain/classification/apply-findings.ts';
import type { Findings, HouseholdFacts } from '../domain/classification/facts.ts';
import { declined } from './outcome.ts';
import type { Declined } from './outcome.ts';

/**
 * The facts with what was found in them. Declined where the findings speak of a stranger, of another birth date than the ID
 * number's, or would leave the family without its one applicant: facts that no later step could read would stop the case.
 */
export function foundFacts(
  facts: HouseholdFacts,
  findings: Findings,
): { readonly kind: 'facts'; readonly facts: HouseholdFacts } | Declined {
  for (const [index, found] of (findings.members ?? []).entries()) {
    const pointer = `/findings/members/${index}`;
    const member = facts.members.find(({ memberId }) => memberId === found.memberId);
    if (member === undefined) {
      return declined('unknown-member', '该成员不在本次申请的家庭成员中。', { pointer: `${pointer}/memberId` });
    }
    if (found.birthDate !== undefined && member.birthDate !== undefined && found.birthDate !== member.birthDate) {
      return declined('findings-contradict', '出生日期以身份证号码为准,不能另行填写。', {
        pointer: `${pointer}/birthDate`,
      });
    }
  }
  const parsed = householdFactsSchema.safeParse(applyFindings(facts, findings));
  return parsed.success
    ? { kind: 'facts', facts: parsed.data }
    : declined('findings-contradict', '按此结果家庭将没有或者不止一名申请人,请核对成员关系。', {
        pointer: '/findings/members',
      });
}
