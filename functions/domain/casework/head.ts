import type { AdjudicationHead } from '../adjudication/head.ts';
import type { AlertHead } from '../alert/head.ts';
import type { ApplicationHead } from '../application/head.ts';
import type { DeliberationHead } from '../deliberation/head.ts';
import type { ReliefHead } from '../emergency-relief/head.ts';
import type { ReferralHead } from '../referral/head.ts';
import type { TerminationHead } from '../termination/head.ts';
import type { VisitHead } from '../visit/head.ts';
import type { Procedure } from './vocabulary.ts';

/** The head of a case of any procedure. */
export type CaseHead =
  | ApplicationHead
  | ReferralHead
  | DeliberationHead
  | TerminationHead
  | ReliefHead
  | AlertHead
  | VisitHead
  | AdjudicationHead;

export type HeadOf<P extends Procedure> = Extract<CaseHead, { readonly procedure: P }>;

/** What a write changes of a head: fields of one procedure. */
export type HeadChange<H extends CaseHead = CaseHead> = H extends CaseHead ? Partial<H> : never;

export const isOf = <P extends Procedure>(head: CaseHead, procedure: P): head is HeadOf<P> =>
  head.procedure === procedure;

/** Work is going on, and the clock runs. */
export const isInProgress = ({ status }: Pick<CaseHead, 'status'>): boolean =>
  status === 'in-review' || status === 'in-progress';

/** Has begun and not come to its end: an execution should be carrying it, where its procedure has one. */
export const isUnderProcedure = ({ acceptedOn, closedOn }: CaseHead): boolean =>
  acceptedOn !== undefined && closedOn === undefined;

/** The head as a write leaves it. */
export function changedHead(head: CaseHead, next: HeadChange, forget: readonly string[] = []): CaseHead {
  const kept = { ...head };
  for (const field of forget) Reflect.deleteProperty(kept, field);
  return Object.assign(kept, next);
}
