import type { Reason, TierVerdict } from '../classification/result.ts';
import { tierTitles } from '../classification/tier.ts';
import type { CivilDate } from '../values/civil-date.ts';

export interface Letter {
  readonly title: string;
  readonly to: string;
  readonly on: CivilDate;
  readonly paragraphs: readonly string[];
}

export interface RefusalLetterInput {
  readonly caseId: string;
  readonly applicantName: string;
  readonly authority: string;
  readonly on: CivilDate;
  /** What the confirming officer wrote. */
  readonly reason: string;
  /** Of every tier on its own account, none skipped because a better one fitted (`verdictsAlone`). */
  readonly verdicts: readonly TierVerdict[];
}

/** 不予确认决定书: ground for every tier, the remedy, and what happens next (民发〔2021〕57号 arts 21, 38). */
export function refusalLetter({ caseId, applicantName, authority, on, reason, verdicts }: RefusalLetterInput): Letter {
  const grounds = verdicts.map(
    ({ tier, kind, reasons }) => `${tierTitles[tier]}:${kind === 'met' ? '认定条件经审核未予确认' : groundOf(reasons)}`,
  );
  return {
    title: '社会救助不予确认决定书',
    to: applicantName,
    on,
    paragraphs: [
      `您提出的社会救助申请(受理编号${caseId}),按照“一次申请、分类审核认定”的规定,已依次按特困人员、最低生活保障、最低生活保障边缘家庭、刚性支出困难家庭进行审核。`,
      `经审核,决定不予确认。理由:${reason}`,
      ...grounds,
      '您和您的家庭成员已纳入低收入人口动态监测,家庭情况发生变化时可以再次提出申请;生活遇有急难的,可以随时申请临时救助。',
      '如不服本决定,可以自收到本决定书之日起六十日内依法申请行政复议,或者自收到之日起六个月内依法提起行政诉讼。',
      `${authority} ${on}`,
    ],
  };
}

/** The sentences of the leaves that decided: the branch that failed. */
function groundOf(reason: Reason): string {
  const failed = reason.because?.filter(({ verdict }) => verdict !== 'met') ?? [];
  return failed.length === 0 ? reason.text : failed.map(groundOf).join(';');
}
