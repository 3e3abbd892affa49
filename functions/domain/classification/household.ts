import type { Disability, MemberFacts } from './facts.ts';

/** Years at a religious site from which a person no longer belongs to the family's household (N1 art 7, 8). */
const CLERGY_YEARS = 3;

/** 共同生活家庭成员 (N1 art 7): all declared, without those whom the article leaves out. In the order of their numbers. */
export function livingTogether(members: readonly MemberFacts[]): MemberFacts[] {
  return members
    .filter((member) => (member.absence ?? 'none') === 'none' && (member.clergyYears ?? 0) < CLERGY_YEARS)
    .toSorted((a, b) => Number(a.memberId.slice(1)) - Number(b.memberId.slice(1)));
}

/** 重度: grades 1 and 2. */
export function isSevere(disability: Disability): boolean {
  return disability.kind !== 'none' && disability.grade <= 2;
}

export function isMindGradeThree(disability: Disability): boolean {
  return (disability.kind === 'intellectual' || disability.kind === 'mental') && disability.grade === 3;
}
