import type { Tier } from '../../../policy/schema.ts';
import type { AreaCode } from '../values/area-code.ts';
import type { ClassifyOptions } from '../classification/classify.ts';
import type { Route } from '../classification/result.ts';
import type { Extension } from '../clock/types.ts';
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
  /** First moment at which the whole case is late (epoch ms); absent until accepted. */
  readonly totalDueAt?: number;
  /** Told at registration, once; the only papers and facts that may hold up acceptance. */
  readonly toldMissing: readonly string[];
  readonly circumstances: readonly Circumstance[];
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
  readonly opinion?: { readonly outcome: 'confirm' | 'refuse'; readonly by: string };
  /** `on`: the day of the decision, whose rules and standards govern. */
  readonly confirmation?: { readonly outcome: 'confirm' | 'refuse'; readonly by: string; readonly on: CivilDate };
  /** Set once by the sweep when the total has passed. */
  readonly totalOverdueAt?: number;
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
  readonly version: number;
  readonly holder?: string;
  readonly openedAt: number;
  /** Limit to begin (the first claim); policy id and first moment too late (epoch ms). */
  readonly startLimit?: TaskLimit;
  readonly startedAt?: number;
  /** Limit to finish. */
  readonly finishLimit?: TaskLimit;
  /** Set once by the sweep when a limit has passed unmet. */
  readonly overdueAt?: number;
  readonly outcome?: string;
  readonly closedAt?: number;
  readonly closedBy?: string;
  /** The procedure has seen the closing (architecture §5, settle). */
  readonly settledAt?: number;
}

export interface TaskLimit {
  readonly limitId: string;
  readonly from: CivilDate;
  readonly dueOn: CivilDate;
  readonly dueAt: number;
  readonly provisional: boolean;
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What happened, before it is numbered and chained. Carries ids, codes and figures, never personal data. */
export interface NewEvent {
  readonly type: string;
  /** When it happened (epoch ms); the recording time is set by the store. */
  readonly at: number;
  /** Subject of the person, or `system:<door>`. */
  readonly actor: string;
  readonly data: { readonly [key: string]: Json };
}

export interface CaseEvent extends NewEvent {
  readonly caseId: CaseId;
  readonly seq: number;
  readonly recordedAt: number;
  readonly prevHash: string;
  readonly hash: string;
}

export type OutboxMessage =
  | { readonly kind: 'ring'; readonly caseId: CaseId; readonly taskId: TaskId }
  | {
      readonly kind: 'start';
      readonly caseId: CaseId;
      readonly machine: 'application';
      readonly name: string;
      readonly input: { readonly [key: string]: Json };
    };

/** What the ladder must leave out, because the confirming body has refused it. */
export const exceptions = ({ exceptTiers, exceptRoutes }: CaseHead): ClassifyOptions =>
  exceptRoutes === undefined ? { except: exceptTiers } : { except: exceptTiers, exceptRoutes };

/** The confirming body may not confirm or refuse without having been there (民发〔2021〕57号 art 20; 特困 by lot). */
export const mustVisit = (head: CaseHead): boolean => head.nearRelative || head.complaint || head.randomCheck === true;

/** An execution should be carrying the case. */
export const isUnderProcedure = (head: CaseHead): boolean =>
  head.acceptedOn !== undefined && head.closedOn === undefined;

/** Deterministic and without the generation: a rebuilt execution finds the same task. */
export function taskIdOf(caseId: CaseId, kind: TaskKind, round: number): string {
  return `${caseId}.${kind}.${round}`;
}

/** `{case}-{process}-{attempt}-g{gen}-r{retry}`, at most 80 characters (a closed name is refused for 90 days). */
export function executionName(caseId: CaseId, gen: number): string {
  return `${caseId}-application-1-g${gen}-r0`;
}
