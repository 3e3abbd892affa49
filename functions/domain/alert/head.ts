import type { alertLevels } from '../../../policy/vocabulary.ts';
import type { HeadBase } from '../casework/head-base.ts';
import type { CaseId, PersonId } from '../values/ids.ts';
import type { AlertOutcome, alertStatuses } from './vocabulary.ts';

export type AlertLevel = (typeof alertLevels)[number];

/** 预警: a sign that somebody may need help, or need it no longer. Nothing follows from it but people's work. */
export interface AlertHead extends HeadBase {
  readonly procedure: 'alert';
  readonly status: (typeof alertStatuses)[number];
  /** Of the pack's kinds. */
  readonly alertKind: string;
  readonly level: AlertLevel;
  /** Who reported it, and the source's own id of the row. */
  readonly source: { readonly system: string; readonly row: string };
  readonly persons: readonly PersonId[];
  /** Of the house's own scan: what found it, so that one can count how often it was right. */
  readonly indicator?: string;
  /** Found by likeness of a damaged row alone. */
  readonly isProposed?: true;
  /** Found to be so by a person; absent until verified. */
  readonly isFounded?: boolean;
  readonly outcome?: AlertOutcome;
  /** The case that it led to. */
  readonly ledTo?: CaseId;
}
