import type { TaskRecord } from '../domain/casework/task.ts';
import type { UnitId } from '../domain/values/ids.ts';
import type { Page } from './cases.ts';

/** One list of open work: a unit's, what nobody of a unit has claimed, or what one person holds. */
export type Worklist =
  | { readonly kind: 'unit' | 'unclaimed'; readonly unit: UnitId }
  | { readonly kind: 'holder'; readonly subject: string };

export interface Count {
  readonly count: number;
  /** There are more; they were not counted. */
  readonly more: boolean;
}

/**
 * Work as people look at it, read from indexes that may lag: whoever acts on an entry reads the task again. Nothing here
 * costs more where more work is open beyond what is shown.
 */
export interface Worklists {
  /**
   * Open tasks of several lists as one, in order of the moment that presses (`pressingAt`). What does not move between two
   * pages is neither lost nor repeated, even where a list joins or leaves in between.
   */
  open(
    lists: readonly Worklist[],
    page: { readonly limit: number; readonly after?: string },
  ): Promise<Page<TaskRecord>>;
  /** Open tasks whose moment lies in the range (epoch ms, both ends included), counted up to `most`. */
  count(list: Worklist, range: { readonly from: number; readonly to: number }, most: number): Promise<Count>;
  /** Tasks of the unit that were closed in [`from`, `before`), in order of closing. */
  closed(
    unit: UnitId,
    period: { readonly from: number; readonly before: number },
    page: { readonly limit: number; readonly after?: string },
  ): Promise<Page<TaskRecord>>;
}
