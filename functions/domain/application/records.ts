import type { Tier } from '../../../policy/schema.ts';
import type { AreaCode } from '../values/area-code.ts';
import type { ClassifyOptions } from '../classification/classify.ts';
import type { Route } from '../classification/result.ts';
import type { Extension, Pause } from '../clock/types.ts';
import type { Receiver } from '../notification/receiver.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { CaseId, HouseholdId, TaskId, UnitId } from '../values/ids.ts';

/** Stages of `workflows/application.asl.json` at which an execution can be rebuilt; a test compares the names. */
export const stages = [
  'Investigate',
  'Classify',
  'SupplyFacts',
  'TownshipOpinion',
  'PublicNotice',
  'ReviewObjection',
  'Confirm',
  'Determine',
  'DeliverReasons',
] as const;
export type Stage = (typeof stages)[number];

export const caseStatuses = ['awaiting-documents', 'in-review', 'granted', 'refused', 'withdrawn'] as const;
export type CaseStatus = (typeof caseStatuses)[number];

export const taskKinds = [
  'household-investigation',
  'information-check',
  'supply-facts',
  'township-opinion',
  'public-notice',
  'objection-review',
  'confirmation',
  'refusal-letter',
] as const;
export type TaskKind = (typeof taskKinds)[number];

export const taskStatuses = ['OPEN', 'DECIDED', 'EXPIRED', 'CANCELLED'] as const;
export type TaskStatus = (typeof taskStatuses)[number];

export type SingleRoute = Exclude<Route, 'person' | 'household'>;

/** Grounds on which the total runs 45 instead of 30 working days (民发〔2021〕57号 as amended, N3 art 8). */
export const circumstances = [
  'notice-objection',
  'household-registration-separated',
  'out-of-area-filing',
  'hard-investigation',
] as const;
export type Circumstance = (typeof circumstances)[number];

/** The head of a case: what every write of the case is conditioned on. Holds no personal data of the family. */
export interface CaseHead {
  readonly caseId: CaseId;
  readonly householdId: HouseholdId;
  /** Township (9 digits) whose window took the application. */
  readonly area: AreaCode;
  readonly status: CaseStatus;
  readonly stage: Stage;
  /** Counts the loops of the procedure; task ids carry it, so a task of an earlier loop is never reopened. */
  readonly round: number;
  /** Generation of the execution that may write; see architecture §5. */
  readonly gen: number;
  /** Grows with every write. */
  readonly version: number;
  readonly lastSeq: number;
  readonly lastHash: string;
  readonly requestedTier: Tier;
  readonly registeredOn: CivilDate;
  /** The day all papers were there: day 0 of the legal clock. */
  readonly acceptedOn?: CivilDate;
  /** First moment at which the whole case is late (epoch ms); absent until accepted, and while its time stands still. */
  readonly totalDueAt?: number;
  /** Told at registration, once; the only papers and facts that may hold up acceptance. */
  readonly toldMissing: readonly string[];
  readonly circumstances: readonly Circumstance[];
  /** Time that did not count, in order; the last one may still be open. Stops the total and every open task's limits. */
  readonly pauses?: readonly Pause[];
  /** Of the total; granted once, before it ran out. */
  readonly extension?: Extension;
  /** Confirmation is delegated to the township in this county. */
  readonly delegated: boolean;
  /** Near relative of a handler (近亲属备案): recuses the holder and forces the county's visit. */
  readonly nearRelative: boolean;
  /** Declared relatives: subjects of handlers, and names of committee members who have no sign-in. */
  readonly recused: readonly string[];
  /** A complaint or report came in: forces the county's visit. */
  readonly complaint: boolean;
  /** Drawn for the county's random check of 特困 files: forces the county's visit. */
  readonly randomCheck?: boolean;
  readonly memberCount: number;
  /** Counts the saved versions of the family's facts. */
  readonly factsVersion: number;
  /** Tiers that the confirming body refused in favour of a later one. */
  readonly exceptTiers: readonly Tier[];
  /** Routes into 低保 that the confirming body refused; present once it refused the household, whose members keep theirs. */
  readonly exceptRoutes?: readonly SingleRoute[];
  /** Route of what is proposed first. */
  readonly recommendedRoute?: Route;
  /** Day of the last classification, whose rules explain it until the determination is written. */
  readonly classifiedOn?: CivilDate;
  /** What the last classification proposes, best first; one for a 特困 member and one for the rest are possible. */
  readonly recommended: readonly Tier[];
  readonly noticedTiers: readonly Tier[];
  readonly objected: boolean;
  /** Outcome of the last township opinion, and who gave it: the same person never confirms it. */
  readonly opinion?: { readonly outcome: 'confirm' | 'refuse'; readonly by: string; readonly onBehalfOf?: string };
  /** `on`: the day of the decision, whose rules and standards govern. */
  readonly confirmation?: { readonly outcome: 'confirm' | 'refuse'; readonly by: string; readonly on: CivilDate };
  /** Set once by the sweep when the total has passed. */
  readonly totalOverdueAt?: number;
  /** What the clock does next about the total; absent: nothing to watch. */
  readonly alarm?: Alarm;
  /** Rungs of the total that were claimed, as `Alarm.rung`. */
  readonly rungs?: readonly string[];
  /**
   * How often a task of a kind and round was opened anew because its decision was taken back: `{kind}.{round}` → number of
   * the attempt that counts, from 2 on.
   */
  readonly attempts?: { readonly [kindAndRound: string]: number };
  /** The procedure has ended: granted, withdrawn, or refused and the letter delivered. */
  readonly closedOn?: CivilDate;
  /** Of the last write (epoch ms). */
  readonly changedAt: number;
}

export interface TaskRecord {
  readonly caseId: CaseId;
  readonly taskId: TaskId;
  readonly kind: TaskKind;
  readonly round: number;
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

/** The next rung of a ladder. `rung` names rung and date (`finish.due@2026-03-20`), so a moved date has rungs of its own. */
export interface Alarm {
  /** Epoch ms. */
  readonly at: number;
  readonly rung: string;
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

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Everything that can stand in a case's record. The message table of the pack names each (a test compares). */
export const caseEventTypes = [
  'application-registered',
  'application-accepted',
  'application-supplemented',
  'task-opened',
  'task-cancelled',
  'tasks-cancelled',
  'task-claimed',
  'task-released',
  'task-reassigned',
  'task-handed-over',
  'task-urged',
  'task-taken-back',
  'investigation-recorded',
  'information-checked',
  'facts-supplied',
  'classified',
  'township-opinion',
  'notice-posted',
  'notice-ended',
  'objection-received',
  'objection-reviewed',
  'complaint-received',
  'county-decision',
  'file-returned',
  'determined',
  'refused',
  'pool-entered',
  'refusal-letter-delivered',
  'withdrawn',
  'clock-paused',
  'clock-resumed',
  'clock-extended',
  'limit-exceeded',
  'total-exceeded',
  'supervision-ordered',
  'limits-reprojected',
  'execution-restarted',
] as const;
export type CaseEventType = (typeof caseEventTypes)[number];

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

/** Something to tell people; what it says is a template of the pack, filled in when it is delivered. */
export interface NotifyMessage {
  readonly kind: 'notify';
  /** The same for every delivery of one message, by which a receiver knows a repeated one. */
  readonly messageId: string;
  readonly template: string;
  readonly to: readonly Receiver[];
  readonly caseId?: CaseId;
  readonly taskId?: TaskId;
  /** Is told only while the task is open, without one while the case is under review: read again just before delivery. */
  readonly whileOpen?: boolean;
  /** What the template's variables need beyond case and task. No personal data of the family. */
  readonly values: { readonly [name: string]: string | number };
}

export type OutboxMessage =
  | { readonly kind: 'ring'; readonly caseId: CaseId; readonly taskId: TaskId }
  | {
      readonly kind: 'start';
      readonly caseId: CaseId;
      readonly machine: 'application';
      readonly name: string;
      readonly input: { readonly [key: string]: Json };
    }
  | NotifyMessage
  /** Everything that a person who leaves still holds goes to others (`HandoverRecord` of that id). */
  | { readonly kind: 'handover'; readonly handoverId: string };

/** What the ladder must leave out, because the confirming body has refused it. */
export const exceptions = ({ exceptTiers, exceptRoutes }: CaseHead): ClassifyOptions =>
  exceptRoutes === undefined ? { except: exceptTiers } : { except: exceptTiers, exceptRoutes };

/** The confirming body may not confirm or refuse without having been there (民发〔2021〕57号 art 20; 特困 by lot). */
export const mustVisit = (head: CaseHead): boolean => head.nearRelative || head.complaint || head.randomCheck === true;

/** Gave the opinion that stands, or had it given by a substitute: nobody confirms the own opinion. */
export const hasGivenOpinion = ({ opinion }: Pick<CaseHead, 'opinion'>, person: string): boolean =>
  opinion?.by === person || opinion?.onBehalfOf === person;

/** How many decisions were taken back, with all that followed from them: names the steps that are to be done anew. */
export const takeBacksOf = ({ attempts = {} }: Pick<CaseHead, 'attempts'>): number =>
  Object.values(attempts).reduce((sum, attempt) => sum + attempt - 1, 0);

/** An execution should be carrying the case. */
export const isUnderProcedure = (head: CaseHead): boolean =>
  head.acceptedOn !== undefined && head.closedOn === undefined;

/**
 * The task that counts for a kind and round. Deterministic and without the generation: a rebuilt execution finds the same
 * task; after a decision was taken back it is the next attempt.
 */
export function taskIdOf(head: Pick<CaseHead, 'caseId' | 'attempts'>, kind: TaskKind, round: number): string {
  const attempt = head.attempts?.[`${kind}.${round}`] ?? 1;
  return `${head.caseId}.${kind}.${round}${attempt === 1 ? '' : `-${attempt}`}`;
}

/** `{case}-{process}-{attempt}-g{gen}-r{retry}`, at most 80 characters (a closed name is refused for 90 days). */
export function executionName(caseId: CaseId, gen: number): string {
  return `${caseId}-application-1-g${gen}-r0`;
}
