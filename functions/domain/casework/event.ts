import type { CaseId } from '../values/ids.ts';
import type { CaseEventType } from './vocabulary.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What happened, before it is numbered and chained. Carries ids, codes and figures, never personal data. */
export interface NewEvent {
  readonly type: CaseEventType;
  /** When it happened (epoch ms); the recording time is set by the store. */
  readonly at: number;
  /** Subject of the person, or `system:<door>`. */
  readonly actor: string;
  /** Whose work the actor did, as a substitute. */
  readonly onBehalfOf?: string;
  readonly data: { readonly [key: string]: Json };
}

/** As it was recorded; `type` is open, because a later version may have written what this one does not know. */
export interface CaseEvent extends Omit<NewEvent, 'type'> {
  readonly type: string;
  readonly caseId: CaseId;
  readonly seq: number;
  readonly recordedAt: number;
  readonly prevHash: string;
  readonly hash: string;
}
