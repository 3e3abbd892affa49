import type { Findings } from '../../classification/facts.ts';
import type { CivilDate } from '../../values/civil-date.ts';
import type { RulesInForce } from '../../../../policy/rules-in-force.ts';
import type { Clock } from '../../casework/legal-limit.ts';
import type { CaseEventType } from '../../casework/vocabulary.ts';
import type { ApplicationHead } from '../head.ts';
import type { Json } from '../../casework/event.ts';
import type { TaskRecord } from '../../casework/task.ts';
import type { Classification } from '../../classification/result.ts';
import type { Principal } from '../../authority/principal.ts';

/** Why a decision is not accepted. Nothing has changed; `text` is for the person who tried. */
export interface Refusal {
  readonly kind: 'refused';
  readonly code: RefusalCode;
  readonly text: string;
  /** JSON pointer into the decision. */
  readonly pointer?: string;
}

export const refusalCodes = [
  'two-investigators-needed',
  'signatures-incomplete',
  'emergency-not-named',
  'date-in-future',
  'unknown-member',
  'nothing-recommended',
  'self-approval',
  'visit-needed',
  'no-next-tier',
  'notice-needed',
  'classification-changed',
  'rules-not-in-force',
  'recused',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export const refuse = (code: RefusalCode, text: string, pointer?: string): Refusal =>
  pointer === undefined ? { kind: 'refused', code, text } : { kind: 'refused', code, text, pointer };

export interface Verdict {
  readonly kind: 'decided';
  /** What the procedure's Choice branches on. */
  readonly outcome: string;
  readonly next: Partial<ApplicationHead>;
  readonly event: { readonly type: CaseEventType; readonly data: { readonly [key: string]: Json } };
  readonly findings?: Findings;
}

/** All that judging a decision may look at. */
export interface DecisionContext extends Clock {
  readonly rules: RulesInForce;
  readonly head: ApplicationHead;
  readonly task: TaskRecord;
  readonly by: Principal;
  /** Whose work it is, where a substitute decides: judged like the person who acts. */
  readonly onBehalfOf?: string;
  readonly today: CivilDate;
  readonly memberIds: readonly string[];
  /** The applicant is a minor, or all who would be recognised are: minors are never posted. */
  readonly isNeverPosted: boolean;
  /** The facts under the rules of today; only decisions that rest on it ask for it. */
  readonly classification?: Classification;
}

/** Who acts, and for whom: neither may be a relative of the family, nor confirm an opinion of either. */
export const decidersOf = ({ by, onBehalfOf }: Pick<DecisionContext, 'by' | 'onBehalfOf'>): readonly string[] =>
  onBehalfOf === undefined ? [by.subject] : [by.subject, onBehalfOf];
