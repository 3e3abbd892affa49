import type { AlertLevel } from '../alert/head.ts';
import type { HeadBase } from '../casework/head-base.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { CaseId, PersonId } from '../values/ids.ts';
import type { VisitMark } from './marks.ts';
import type { visitStatuses, VisitFinding, VisitPriority } from './vocabulary.ts';

/** 走访: somebody goes and looks. One for all that is open about a household. */
export interface VisitHead extends HeadBase {
  readonly procedure: 'visit';
  readonly status: (typeof visitStatuses)[number];
  readonly priority: VisitPriority;
  readonly level: AlertLevel;
  /** Village or community, as it was told. */
  readonly village?: string;
  /** Who goes, and when. */
  readonly plan?: { readonly worker: string; readonly on: CivilDate };
  /** Alerts about the household that the visit looks into. */
  readonly alerts: readonly CaseId[];
  /** Empty where the family is not known by ID numbers yet. */
  readonly persons: readonly PersonId[];
  /** The first sign of the hardship (epoch ms). */
  readonly discoveredAt: number;
  /** Something speaks against running aid: then two must go (民发〔2021〕57号: 入户调查不少于2人). */
  readonly needsTwo: boolean;
  /** What was recorded, in the order of `marks.ts`. */
  readonly marks: readonly VisitMark[];
  /** The application that followed; one that ran already is named too. */
  readonly ledTo?: CaseId;
  /** The application began here (epoch ms). */
  readonly startedAt?: number;
  readonly finding?: VisitFinding;
}
