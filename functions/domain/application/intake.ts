import type { HouseholdFacts } from '../classification/facts.ts';
import type { MissingFact } from '../classification/result.ts';
import { ageOn } from '../values/civil-date.ts';
import type { CivilDate } from '../values/civil-date.ts';

/** Papers handed in at the window. */
export interface IntakePapers {
  /** The applicant signed the application. */
  readonly application: boolean;
  /** The purpose notice of the information check was read and understood (PIPL arts 17, 30). */
  readonly purposeNotice: boolean;
  /** Members, by id, who authorised the check of their economic situation (民发〔2021〕57号 art 9). */
  readonly checkAuthorisations: readonly string[];
  /** Statement of the family's income and property. */
  readonly incomeStatement: boolean;
}

/** What was handed in on two occasions; a paper once handed in stays handed in. */
export const papersTogether = (before: IntakePapers, now: IntakePapers): IntakePapers => ({
  application: before.application || now.application,
  purposeNotice: before.purposeNotice || now.purposeNotice,
  checkAuthorisations: [...new Set([...before.checkAuthorisations, ...now.checkAuthorisations])],
  incomeStatement: before.incomeStatement || now.incomeStatement,
});

/** One thing that the family must bring or say; all of them are told at once, and only once (一次性告知). */
export interface IntakeLack {
  /** `paper:…` or `fact:…`; what later completes the application is matched by it. */
  readonly code: string;
  readonly text: string;
  readonly source: string;
}

const ADULT = 18;

/** Facts that officials find out; the family is not held up for them. */
const foundByOfficials = /^(selfCare|assets|obligors|hardshipDeduction|inDestituteSupport|clergyYears|absence)/;

/**
 * Everything that keeps an application from being accepted. Papers that departments can share are not asked for.
 * `questions`: what any tier of the ladder may still need, so that no later tier has to ask again.
 */
export function intakeLacks(
  facts: HouseholdFacts,
  papers: IntakePapers,
  questions: readonly MissingFact[],
  on: CivilDate,
): readonly IntakeLack[] {
  const lacks: IntakeLack[] = [];
  if (!papers.application) {
    lacks.push({ code: 'paper:application', text: '申请书(申请人签字)', source: '民发〔2021〕57号第九条' });
  }
  if (!papers.incomeStatement) {
    lacks.push({
      code: 'paper:income-statement',
      text: '家庭收入和财产状况声明',
      source: '民发〔2021〕57号第九条',
    });
  }
  if (!papers.purposeNotice) {
    lacks.push({
      code: 'paper:purpose-notice',
      text: '个人信息处理告知书(申请人阅知签字)',
      source: '个人信息保护法第十七条、第三十条',
    });
  }
  for (const member of facts.members) {
    const isMinor = member.birthDate !== undefined && ageOn(member.birthDate, on) < ADULT;
    if (isMinor || papers.checkAuthorisations.includes(member.memberId)) continue;
    lacks.push({
      code: `paper:check-authorisation:${member.memberId}`,
      text: `家庭成员${member.memberId}的家庭经济状况核对授权书`,
      source: '民发〔2021〕57号第九条',
    });
  }
  for (const missing of questions) {
    if (foundByOfficials.test(missing.fact)) continue;
    lacks.push({
      code: `fact:${missing.member ?? 'household'}:${missing.fact}`,
      text: missing.text,
      source: '东民〔2024〕17号一(二)',
    });
  }
  return lacks;
}
