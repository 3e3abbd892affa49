import type { AreaCode } from '../values/area-code.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { CaseId, TaskId, UnitId } from '../values/ids.ts';
import type { Alarm } from './alarm.ts';
import type { HeadBase } from './head-base.ts';
import type { TaskKind } from './vocabulary.ts';

export const taskStatuses = ['OPEN', 'DECIDED', 'EXPIRED', 'CANCELLED'] as const;
export type TaskStatus = (typeof taskStatuses)[number];

/** One piece of people's work: the truth of which the workflow's token is only the doorbell. */
export interface TaskRecord {
  readonly caseId: CaseId;
  readonly taskId: TaskId;
  readonly kind: TaskKind;
  readonly round: number;
  /** The branch of the procedure that it belongs to, where several run side by side: a part of a referral. */
  readonly part?: string;
  readonly area: AreaCode;
  /** The unit whose people may claim it. */
  readonly unit: UnitId;
  readonly status: TaskStatus;
  /** Grows when people or the procedure change the task: what a person's `If-Match` speaks of. */
  readonly version: number;
  /** Grows with every write, the clock's too: what writers are conditioned on. A reminder makes nobody's page stale. */
  readonly revision: number;
  readonly holder?: string;
  readonly openedAt: number;
  /** Limit to begin (the first claim); policy id and first moment too late (epoch ms). */
  readonly startLimit?: TaskLimit;
  readonly startedAt?: number;
  /** Limit to finish. */
  readonly finishLimit?: TaskLimit;
  /** First moment at which the whole case is late, as it stands: what presses where the task has no limit of its own. */
  readonly caseDueAt?: number;
  /** The case's time stands still since then: `caseDueAt` is absent, and limits that stand with it are marked `paused`. */
  readonly pausedSince?: CivilDate;
  /** Set once by the sweep when the first limit has passed unmet; which ones did stands in `rungs`. */
  readonly overdueAt?: number;
  /** What the clock does next about the task; absent: nothing to watch. */
  readonly alarm?: Alarm;
  /** Rungs that were claimed, as `Alarm.rung`. */
  readonly rungs?: readonly string[];
  readonly outcome?: string;
  readonly closedAt?: number;
  readonly closedBy?: string;
  /** Whose work it is, where a substitute took or closed it. */
  readonly onBehalfOf?: string;
  /** Day of the last 催办. */
  readonly urgedOn?: CivilDate;
  /** The decision was taken back (取回): it counts for nothing, and the next attempt is another task. */
  readonly takenBackAt?: number;
  /** The procedure has seen the closing (architecture §5, settle). */
  readonly settledAt?: number;
}

export interface TaskLimit {
  readonly limitId: string;
  readonly from: CivilDate;
  readonly dueOn: CivilDate;
  readonly dueAt: number;
  readonly provisional: boolean;
  /** Stands still under an open pause: the date is what it was when the pause began, and nothing becomes late by it. */
  readonly paused?: true;
}

/**
 * The task that counts for a kind, part and round. Deterministic and without the generation: a rebuilt execution finds the
 * same task; after a decision was taken back it is the next attempt.
 */
export function taskIdOf(
  head: Pick<HeadBase, 'caseId' | 'attempts'>,
  kind: TaskKind,
  round: number,
  part?: string,
): string {
  const attempt = head.attempts?.[`${kind}.${round}`] ?? 1;
  const branch = part === undefined ? '' : `.${part}`;
  return `${head.caseId}.${kind}${branch}.${round}${attempt === 1 ? '' : `-${attempt}`}`;
}
