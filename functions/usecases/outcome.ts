import type { TerminationRefusalCode } from '../domain/termination/decide/verdict.ts';
import type { RefusalCode as ApplicationRefusalCode } from '../domain/application/decide/verdict.ts';
import type { ReliefRefusalCode } from '../domain/emergency-relief/decide.ts';
import type { Authorization } from '../domain/authority/authorize.ts';
import type { DeliberationCode } from '../domain/deliberation/codes.ts';
import type { ReferralRefusalCode } from '../domain/referral/refusal.ts';
import type { AddressFault } from '../ports/outside.ts';
import type { Json } from '../domain/casework/event.ts';

/** Why a request changes nothing. `hidden` and what does not exist look alike from outside. */
export type Declined =
  | { readonly kind: 'hidden' }
  | { readonly kind: 'forbidden'; readonly needs: readonly string[] }
  | {
      readonly kind: 'declined';
      readonly code: DeclineCode | RefusalCode;
      readonly text: string;
      readonly pointer?: string;
      readonly more?: { readonly [key: string]: Json };
    };

/** What the domain itself refuses, by procedure. */
type RefusalCode = ApplicationRefusalCode | ReliefRefusalCode | TerminationRefusalCode;

export type DeclineCode =
  | 'unknown-case'
  | 'area-not-yours'
  | 'alert-kind-not-listed'
  | 'row-of-another-person'
  | 'unknown-alert'
  | 'alert-not-to-verify'
  | 'another-household'
  | 'record-differs'
  | 'records-full'
  | 'two-visitors'
  | 'family-unknown'
  | 'family-too-large'
  | 'family-unsound'
  | 'no-visit-recorded'
  | 'findings-incomplete'
  | 'date-in-past'
  | 'purpose-not-yours'
  | 'same-household'
  | 'same-person'
  | 'nobody-left'
  | 'unknown-household'
  | 'unknown-household-member'
  | 'register-changed'
  | 'scan-under-way'
  | 'unknown-indicator'
  | 'already-under-way'
  | 'relief-cause-not-listed'
  | 'relief-under-way'
  | 'relief-paid'
  | 'unknown-area'
  | 'area-too-wide'
  | 'unknown-unit'
  | ReferralRefusalCode
  | 'already-filed'
  | 'task-closed'
  | 'task-held'
  | 'not-holder'
  | 'stale-version'
  | 'wrong-decision'
  | 'findings-contradict'
  | 'case-closed'
  | 'not-awaiting-documents'
  | 'documents-still-missing'
  | 'no-notice-open'
  | 'no-aid-running'
  | 'aid-ambiguous'
  | 'termination-running'
  | 'not-the-familys'
  | 'not-under-procedure'
  | 'idempotency-key-reused'
  | 'person-left'
  | 'not-decider'
  | 'not-decided'
  | 'taken-effect'
  | 'next-has-acted'
  | 'already-left'
  | 'unsound-period'
  | 'unknown-person'
  | 'outside-unit-tree'
  | 'role-missing'
  | 'urged-already'
  | 'substitution-self'
  | 'substitution-dates'
  | 'substitution-overlap'
  | 'substitution-cycle'
  | 'substitution-over'
  | 'pause-ground-not-listed'
  | 'pause-too-early'
  | 'already-paused'
  | 'not-paused'
  | 'limit-expired'
  | 'extension-ground-not-listed'
  | 'already-extended'
  | 'extension-expired'
  | 'no-extension'
  | 'unknown-calendar-year'
  | 'feed-quarantined'
  | 'feed-busy'
  | 'clock-not-forward'
  | 'clock-too-far'
  | AddressFault
  | DeliberationCode
  | 'webhook-secret-missing'
  | 'delivery-not-dead'
  | 'invalid-cursor'
  | 'contention';

export const declined = (
  code: DeclineCode | RefusalCode | TerminationRefusalCode,
  text: string,
  more: { readonly pointer?: string; readonly more?: { readonly [key: string]: Json } } = {},
): Declined => ({ kind: 'declined', code, text, ...more });

/** Undefined where the person may. */
export function barred(authorization: Authorization): Declined | undefined {
  return authorization.kind === 'allowed' ? undefined : authorization;
}

export const tooBusy = declined('contention', '同一案件正在被其他人办理,请稍后重试。');

export const personLeft = declined('person-left', '该人员已办理离岗移交,不能再领取或者办理任务。');

export const isDeclined = (outcome: { readonly kind: string }): outcome is Declined =>
  outcome.kind === 'hidden' || outcome.kind === 'forbidden' || outcome.kind === 'declined';
