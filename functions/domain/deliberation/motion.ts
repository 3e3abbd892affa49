import { formatYuan } from '../values/fen.ts';
import type { UnitId } from '../values/ids.ts';

/** Where a motion comes from (N4 三(四), N3 art 9, N6 no. 15; a dispute of departments; a county reviewer). */
export const motionKinds = ['alert', 'referral-dispute', 'rigid-expenditure', 'large-relief', 'reviewer'] as const;
export type MotionKind = (typeof motionKinds)[number];

/** What a resolution may do, and all that it may do: the statutory file of 低保 and 特困 stays what it is (N1 art 28). */
export const resolutionKinds = ['grant-relief', 'assign-department', 'new-review'] as const;

export type Resolution =
  /** 临时救助, once, in fen for the whole household. */
  | { readonly kind: 'grant-relief'; readonly amountFen: number }
  | { readonly kind: 'assign-department'; readonly unit: UnitId }
  /** Asks for an application or a review by the ordinary procedure; begins and decides nothing. */
  | { readonly kind: 'new-review' };

/** How the case that asked is answered (`answer` of the outbox): by what was resolved, or that nothing was. */
export type MotionAnswer =
  | `grant:${number}`
  | `assign:${string}`
  | 'new-review'
  | 'not-carried'
  | 'undecided'
  | 'returned';

export function answerOf(resolution: Resolution): MotionAnswer {
  switch (resolution.kind) {
    case 'grant-relief':
      return `grant:${resolution.amountFen}`;
    case 'assign-department':
      return `assign:${resolution.unit}`;
    case 'new-review':
      return 'new-review';
  }
}

/** Who carries it out: county civil affairs pays, the window of the township takes up a new review. */
export function executingOffice(resolution: Resolution): 'township' | 'county' | { readonly unit: UnitId } {
  switch (resolution.kind) {
    case 'grant-relief':
      return 'county';
    case 'assign-department':
      return { unit: resolution.unit };
    case 'new-review':
      return 'township';
  }
}

/** What was resolved, in words for people. */
export function resolutionText(resolution: Resolution, unitName: (unit: string) => string): string {
  switch (resolution.kind) {
    case 'grant-relief':
      return `给予临时救助${formatYuan(resolution.amountFen)}`;
    case 'assign-department':
      return `由${unitName(resolution.unit)}承办`;
    case 'new-review':
      return '按法定程序重新受理审核';
  }
}
