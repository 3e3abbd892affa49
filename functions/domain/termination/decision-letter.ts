import type { Tier } from '../../../policy/schema.ts';
import type { Letter } from '../application/refusal-letter.ts';
import { tierTitles } from '../classification/tier.ts';
import { addDays, type CivilDate } from '../values/civil-date.ts';
import { formatYuan } from '../values/fen.ts';

export interface DecisionLetterInput {
  readonly caseId: string;
  readonly to: string;
  readonly authority: string;
  readonly on: CivilDate;
  readonly tier: Tier;
  /** Title of the ground; absent where an amount changes and nobody leaves. */
  readonly ground?: string;
  /** What the confirming officer wrote. */
  readonly reason: string;
  readonly effect:
    | { readonly kind: 'stopped'; readonly from: CivilDate }
    | { readonly kind: 'tapering'; readonly from: CivilDate; readonly until: CivilDate }
    | { readonly kind: 'changed'; readonly from: CivilDate; readonly monthlyFen: number };
  /** Day on which the pool lets them go; the letter names the day before, the last one watched. */
  readonly watchedUntil?: CivilDate;
  readonly nextTier?: Tier;
}

/** 终止(调整)救助决定书: what is decided, on what ground and why, the remedy, and what comes next (社会救助暂行办法 arts 13, 65). */
export function decisionLetter(input: DecisionLetterInput): Letter {
  const { caseId, to, authority, on, tier, ground, reason, effect, watchedUntil, nextTier } = input;
  return {
    title: effect.kind === 'changed' ? '社会救助金额调整决定书' : '终止社会救助决定书',
    to,
    on,
    paragraphs: [
      `经核查(编号${caseId}),对您家庭享受的${tierTitles[tier]}救助作出如下决定:${effectText(effect)}`,
      ...(ground === undefined ? [] : [`事由:${ground}。`]),
      `理由:${reason}`,
      ...(watchedUntil === undefined ? [] : [`退出后继续纳入低收入人口动态监测,至${addDays(watchedUntil, -1)}止。`]),
      ...(nextTier === undefined
        ? []
        : [`按已掌握的情况,您家庭可能符合${tierTitles[nextTier]}的认定条件,窗口将征求您的意愿,无需重复提供材料。`]),
      '家庭情况发生变化时可以再次提出申请;生活遇有急难的,可以随时申请临时救助。',
      '如不服本决定,可以自收到本决定书之日起六十日内依法申请行政复议,或者自收到之日起六个月内依法提起行政诉讼。',
      `${authority} ${on}`,
    ],
  };
}

function effectText(effect: DecisionLetterInput['effect']): string {
  switch (effect.kind) {
    case 'stopped':
      return `自${effect.from}起停发。`;
    case 'tapering':
      return `自${effect.from}起进入渐退期,自${effect.until}起停发。`;
    case 'changed':
      return `自${effect.from}起每月救助金调整为${formatYuan(effect.monthlyFen)}。`;
  }
}
