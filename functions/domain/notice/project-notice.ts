import type { PublicNoticeRule } from '../../../policy/schema.ts';
import { ageOn, type CivilDate } from '../values/civil-date.ts';

/** What is known of a family when a notice is due; only what the rule's allow-list names can leave this value. */
export interface NoticeSubject {
  readonly applicantName: string;
  readonly applicantBirthDate: CivilDate;
  /** Birth dates of the persons who would be recognised: where all are minors, nothing is posted. */
  readonly coveredBirthDates: readonly CivilDate[];
  readonly memberCount: number;
  /** Absent where the tier carries no cash or the amount is not yet set. */
  readonly monthlyFen?: number;
}

/** The whole content of a public notice; a field that the rule does not list is absent. */
export interface NoticeFields {
  readonly applicantName?: string;
  readonly memberCount?: number;
  readonly monthlyFen?: number;
}

export type NoticeProjection =
  | { readonly kind: 'notice'; readonly fields: NoticeFields }
  | { readonly kind: 'none'; readonly because: 'no-rule' | 'not-required' | 'minor'; readonly text: string };

/**
 * Applicant's name, number of members, amount, and nothing else (N1 art 24). Never about a minor; none for a tier whose rule
 * requires none (N3 has no notice step for 刚性支出). `on` is the day of posting.
 */
export function projectNotice(
  subject: NoticeSubject,
  rule: PublicNoticeRule | undefined,
  on: CivilDate,
): NoticeProjection {
  if (rule === undefined) return { kind: 'none', because: 'no-rule', text: '规则库中没有该类别的公示规定' };
  if (!rule.required) return { kind: 'none', because: 'not-required', text: '该类别依规定不公示' };
  const isMinor = (birth: CivilDate) => ageOn(birth, on) < 18;
  if (
    isMinor(subject.applicantBirthDate) ||
    (subject.coveredBirthDates.length > 0 && subject.coveredBirthDates.every(isMinor))
  )
    return { kind: 'none', because: 'minor', text: '涉及未成年人,不公示' };
  const listed = new Set(rule.fields);
  return {
    kind: 'notice',
    fields: {
      ...(listed.has('applicant-name') ? { applicantName: subject.applicantName } : {}),
      ...(listed.has('member-count') ? { memberCount: subject.memberCount } : {}),
      ...(listed.has('monthly-amount') && subject.monthlyFen !== undefined ? { monthlyFen: subject.monthlyFen } : {}),
    },
  };
}
