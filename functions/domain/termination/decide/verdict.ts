import type { RulesInForce } from '../../../../policy/rules-in-force.ts';
import type { WorkingCalendar } from '../../../../policy/calendar/working-calendar.ts';
import type { Classification } from '../../classification/result.ts';
import type { CivilDate } from '../../values/civil-date.ts';
import type { Json } from '../../casework/event.ts';
import type { Doer, TerminationHead } from '../head.ts';
import type { TerminationEventType } from '../vocabulary.ts';

export const terminationRefusalCodes = [
  'ground-missing',
  'ground-not-listed',
  'ground-not-borne-out',
  'ground-differs',
  'ground-of-one-person',
  'not-voluntary',
  'members-unknown',
  'all-would-leave',
  'death-not-borne-out',
  'application-unsigned',
  'amount-not-computed',
  'amount-unchanged',
  'no-longer-eligible',
  'taper-not-for-ground',
  'taper-too-long',
  'taper-already-over',
  'answer-time-runs',
  'answer-missing',
  'stop-date-missing',
  'stop-date-past',
  'stop-date-differs',
  'safeguard-missing',
  'not-stopped',
  'other-aid-runs',
] as const;
/** The codes of the application's decisions that mean the same here. */
type SharedCode = 'recused' | 'self-approval' | 'date-in-future' | 'rules-not-in-force' | 'classification-changed';
export type TerminationRefusalCode = (typeof terminationRefusalCodes)[number] | SharedCode;

export interface TerminationRefusal {
  readonly kind: 'refused';
  readonly code: TerminationRefusalCode;
  readonly text: string;
  readonly pointer?: string;
}

export const refuse = (code: TerminationRefusalCode, text: string, pointer?: string): TerminationRefusal =>
  pointer === undefined ? { kind: 'refused', code, text } : { kind: 'refused', code, text, pointer };

export interface TerminationVerdict {
  readonly kind: 'decided';
  /** What the procedure's Choice branches on. */
  readonly outcome: string;
  /** With `closedOn` where the decision ends the case. */
  readonly next: Partial<TerminationHead>;
  readonly event: { readonly type: TerminationEventType; readonly data: { readonly [key: string]: Json } };
}

export interface TerminationContext {
  readonly head: TerminationHead;
  /** Of the task that is decided. */
  readonly round: number;
  readonly by: { readonly subject: string };
  /** Whose work it is, where a substitute decides. */
  readonly onBehalfOf?: string;
  readonly today: CivilDate;
  readonly rules: RulesInForce;
  readonly calendar: WorkingCalendar;
  /** All known facts, with what this decision found, under the rules of today; of a death without the dead. */
  readonly classification?: Classification;
  /** The applicant, or all whose aid it is, are minors: nothing is posted about them. */
  readonly isNeverPosted: boolean;
  /** Longest 渐退期 of the pack. */
  readonly mostTaperMonths: number;
}

export const doer = ({ by, onBehalfOf, today }: TerminationContext): Doer => ({
  by: by.subject,
  ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
  on: today,
});

export const decidersOf = ({ by, onBehalfOf }: Pick<TerminationContext, 'by' | 'onBehalfOf'>): readonly string[] =>
  onBehalfOf === undefined ? [by.subject] : [by.subject, onBehalfOf];
