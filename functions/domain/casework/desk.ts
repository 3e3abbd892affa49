import type { Role } from '../authority/principal.ts';
import type { UnitId } from '../values/ids.ts';
import type { CaseEventType, Stage } from './vocabulary.ts';

/** A kind of work, whoever does it. */
export interface Work {
  /** Branches that run side by side have the same one: work of another stage than the head's is left over. */
  readonly stage: Stage;
  /** What people call the work. */
  readonly title: string;
}

/** Who does a piece of work, and how it may end. */
export interface Desk extends Work {
  /** Whose people do it: the township's or the county's civil affairs, or a unit of the case's own. */
  readonly office: 'township' | 'county' | { readonly unit: UnitId };
  /** Empty: nobody decides it; an objection, another case's answer or the end of its period closes it. */
  readonly roles: readonly Role[];
  /** Its period closes it, under this event, and decides nothing. */
  readonly endsByTime?: CaseEventType;
}
