import type { forgettableFields } from '../domain/application/before.ts';
import type { CaseEvent, Json, NewEvent } from '../domain/casework/event.ts';
import type { CaseHead, HeadChange } from '../domain/casework/head.ts';
import type { OutboxMessage } from '../domain/casework/message.ts';
import type { TaskRecord } from '../domain/casework/task.ts';
import type { SummaryLine } from './rungs.ts';
import type { RandomCheckTally } from '../domain/application/random-check.ts';
import type { DeliveryKey } from '../domain/notification/delivery.ts';
import type { Recheck } from '../domain/termination/recheck.ts';
import type { AreaCode } from '../domain/values/area-code.ts';
import type { CaseId, HouseholdId, PersonId, TaskId, UnitId } from '../domain/values/ids.ts';

/** What a retried request must get again: the outcome of the first one, stored in the first one's own transaction. */
export interface OnceKey {
  readonly principal: string;
  readonly route: string;
  readonly key: string;
  /** SHA-256 of the request; the same key with another request is refused. */
  readonly requestHash: string;
}

export type TaskChange =
  /** Put where there is none; losing to an existing task is a `stale` commit. */
  | { readonly kind: 'open'; readonly task: TaskRecord }
  /** Conditioned on the revision and status of `from`; the next revision is set by the store. */
  | { readonly kind: 'change'; readonly from: TaskRecord; readonly to: TaskRecord };

export interface Lock {
  readonly person: PersonId;
  /** What only one case at a time may be about, for one person. */
  readonly purpose: 'assistance-application' | 'termination' | 'emergency-relief';
}

/** A published notice; fields are already projected by allow-list. */
export interface NoticeRecord {
  readonly caseId: CaseId;
  readonly noticeId: string;
  readonly area: AreaCode;
  readonly purpose: 'before-confirmation' | 'after-confirmation' | 'termination';
  readonly fields: { readonly [field: string]: string | number };
  readonly postedOn: string;
  /** Last day on which it may be seen. */
  readonly until: string;
}

export interface PoolRecord {
  readonly person: PersonId;
  readonly caseId: CaseId;
  readonly memberId: string;
  readonly area: AreaCode;
  readonly ground: string;
  readonly enteredOn: string;
  /** First day on which it is no longer watched; absent: no end, looked at yearly. */
  readonly until?: string;
  /** When the clock looks at it next (epoch ms): the release at 00:00 of `until`, or the yearly look. */
  readonly lookAt: number;
}

/** When a determination of a granted application is looked at again. */
export interface RecheckRecord extends Recheck {
  readonly caseId: CaseId;
  /** Place among the determinations of the case, from 0. */
  readonly determination: number;
}

export type RecheckKey = Pick<RecheckRecord, 'caseId' | 'determination'>;

export interface Move {
  readonly person: PersonId;
  readonly from: HouseholdId;
  readonly to: HouseholdId;
}

export interface PoolEntryKey {
  readonly caseId: CaseId;
  readonly memberId: string;
}

/** Kept sealed under the household's key; plain data that survives JSON. */
export interface SealedDocument {
  readonly name: string;
  readonly content: object;
}

/** Fields that a head may lose again. `alarm` and `totalDueAt`: of a clock that stands still. */
export type ForgettableField = (typeof forgettableFields)[number] | 'alarm' | 'totalDueAt' | 'isProposed';

/** One write of a case: all of it or nothing, on condition that the head stands as it was read. */
export interface CaseChange {
  readonly head: CaseHead;
  readonly next: HeadChange;
  /** Fields of the head that are absent after this write. */
  readonly forget?: readonly ForgettableField[];
  readonly events: readonly NewEvent[];
  readonly tasks?: readonly TaskChange[];
  /** A waiting execution's token, left at the door of a task that this write opens. */
  readonly token?: { readonly taskId: TaskId; readonly token: string };
  readonly outbox?: readonly OutboxMessage[];
  /** Told together after an outage instead of one by one. */
  readonly summary?: readonly SummaryLine[];
  /** The family's facts as they stand after this write (sealed by the store). */
  readonly facts?: object;
  readonly sealed?: readonly SealedDocument[];
  readonly notices?: { readonly post?: NoticeRecord; readonly takeDown?: { readonly noticeId: string } };
  /** Who begins to be watched. */
  readonly pool?: readonly PoolRecord[];
  /** Entries that leave the list; the case that entered them may be another one. */
  readonly poolLeft?: readonly PoolEntryKey[];
  /** The content that the case's source row has now. */
  readonly source?: { readonly key: string; readonly hash: string };
  /** Where people belong from now on: on condition that they belong to `from`. */
  readonly moves?: readonly Move[];
  /** The household has nobody left, and whoever asks for it is led to the other. */
  readonly mergedInto?: { readonly from: HouseholdId; readonly into: HouseholdId };
  /** A household that begins with this write. */
  readonly newHousehold?: HouseholdId;
  /** Two numbers of one human being. */
  readonly sameAs?: { readonly keep: PersonId; readonly drop: PersonId };
  /** Looks at running aid that are dated by this write; the case that granted it may be another one. */
  readonly rechecks?: readonly RecheckRecord[];
  readonly rechecksOver?: readonly RecheckKey[];
  /** Whose vote this case asks for from now on, and whose it no longer asks for; by subject. */
  readonly asks?: { readonly from: readonly string[]; readonly noMore: readonly string[] };
  /** Cases that begin because of this write, in the same transaction. */
  readonly opens?: readonly OpenedCase[];
  /** Subjects who must still work here, by the register of staff, in the instant of the write. */
  readonly present?: readonly string[];
  /** A handover that this write moves a task for: counted in the same write. */
  readonly handover?: { readonly id: string };
  readonly releaseLocks?: readonly Lock[];
  /** An alert of the scan that people have judged by this write; counted in the same write. */
  readonly judged?: { readonly indicator: string; readonly isFounded: boolean };
  /** Raised by this write, on condition that it stands as it was read. */
  readonly tally?: { readonly name: string; readonly was: RandomCheckTally; readonly next: RandomCheckTally };
  /** A finished door leaves its result under this id; a retry reads it instead of doing the work again. */
  readonly step?: { readonly id: string; readonly result: Json };
  readonly once?: { readonly key: OnceKey; readonly outcome: Json };
}

/** A case as it begins; the head's `version`, `lastSeq` and `lastHash` are those of the first write. */
export interface OpenedCase {
  readonly head: CaseHead;
  readonly events: readonly NewEvent[];
  readonly outbox: readonly OutboxMessage[];
  /** The family's facts, of a procedure that has any. */
  readonly facts?: object;
  /** Work that stands open from the beginning, of a procedure without a machine. */
  readonly tasks?: readonly TaskRecord[];
  readonly sealed?: readonly SealedDocument[];
  readonly persons: readonly PersonId[];
  /** Held until a later write of the case releases them; held already by another case, nothing is written. */
  readonly locks: readonly Lock[];
  /** What the persons are called, in the same order: kept as blind indexes, to be found by. */
  readonly names: readonly string[];
  /**
   * `new`: the household is written for the first time; `joined`: it is there, and the persons belong to it from now on;
   * `known`: the persons are known, and nothing is written of where they belong, which may be elsewhere by now.
   */
  readonly household: 'new' | 'joined' | 'known';
  /** A source's own name for the household: who comes later under it joins this one. Taken already, the write is `stale`. */
  readonly hint?: string;
  /** The row of a source that it came from, of which there is one case. */
  readonly source?: {
    readonly key: string;
    /** Of the row's content. */
    readonly hash: string;
    /** The case of the same row that this one comes after. */
    readonly after?: CaseId;
  };
}

export interface NewCase extends OpenedCase {
  readonly once?: { readonly key: OnceKey; readonly outcome: Json };
}

export type CommitResult =
  | { readonly kind: 'committed'; readonly head: CaseHead }
  /** Somebody wrote in between: read again and decide again. */
  | { readonly kind: 'stale' }
  /** One of `present` has left. */
  | { readonly kind: 'person-left' }
  /** The same idempotency key was used in between: read its outcome. */
  | { readonly kind: 'repeated' }
  /** A person of a case to open is locked by another case. */
  | { readonly kind: 'locked'; readonly caseId: CaseId };

export type CreateResult =
  | { readonly kind: 'committed' }
  | { readonly kind: 'repeated' }
  | { readonly kind: 'id-taken' }
  /** The household was created in between. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'locked'; readonly caseId: CaseId }
  /** The source's row has its case. */
  | { readonly kind: 'known-source' };

export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

export interface Cases {
  create(created: NewCase): Promise<CreateResult>;
  head(caseId: CaseId): Promise<CaseHead | undefined>;
  commit(change: CaseChange): Promise<CommitResult>;
  /** The family's facts, opened. Reading them is a use of sensitive data: callers state a purpose. */
  facts(head: CaseHead): Promise<Json>;
  sealed(head: CaseHead, name: string): Promise<Json | undefined>;
  events(caseId: CaseId): Promise<readonly CaseEvent[]>;
  /** Whether the case's events are gapless, unaltered and as many as the head says. */
  verify(head: CaseHead, events: readonly CaseEvent[]): boolean;
  /** Zero where nothing was counted yet. */
  tally(name: string): Promise<RandomCheckTally>;
  step(caseId: CaseId, id: string): Promise<Json | undefined>;
  once(key: OnceKey): Promise<{ readonly requestHash: string; readonly outcome: Json } | undefined>;

  task(taskId: TaskId): Promise<TaskRecord | undefined>;
  tasks(caseId: CaseId): Promise<readonly TaskRecord[]>;
  openTasksOf(unit: UnitId, page: { readonly limit: number; readonly after?: string }): Promise<Page<TaskRecord>>;

  /** Cases that ask for the vote of this person who works here. */
  askedOf(subject: string): Promise<readonly CaseId[]>;
  /** Where the person's earlier household is. */
  householdOf(person: PersonId): Promise<HouseholdId | undefined>;
  /** Where people of this household of a source are kept together. */
  householdOfHint(hint: string): Promise<HouseholdId | undefined>;
  /** Of the alerts of an indicator: how many people have judged, and found to be so. */
  judgedOf(indicator: string): Promise<{ readonly verified: number; readonly founded: number }>;
  personsOf(householdId: HouseholdId): Promise<readonly PersonId[]>;
  /** The household that took this one's people in, followed to its end; itself where none did. */
  currentHousehold(householdId: HouseholdId): Promise<HouseholdId>;
  /** Other numbers of the same human being, whose cases count for this one. */
  aliasesOf(person: PersonId): Promise<readonly PersonId[]>;
  /** The number that counts for this one; itself where no other does. */
  canonical(person: PersonId): Promise<PersonId>;
  /** Applications of an area that were granted, whatever has become of the aid since. */
  grantedIn(area: AreaCode, page: { readonly limit: number; readonly after?: string }): Promise<Page<CaseId>>;
  casesOf(person: PersonId): Promise<readonly CaseId[]>;
  /** The case that came from a source's row last, and the content's hash; undefined for a row never seen. */
  fromSource(key: string): Promise<{ readonly caseId: CaseId; readonly hash: string } | undefined>;
  /** Of a granted application: when what it granted is looked at again. */
  rechecks(caseId: CaseId): Promise<readonly RecheckRecord[]>;
  poolEntriesOf(caseId: CaseId): Promise<readonly PoolRecord[]>;
  /** Cases within the area whose receipt number ends so, or whose family has a member of exactly that name. */
  find(
    sought: { readonly receiptEnd: string } | { readonly name: string },
    area: AreaCode,
    limit: number,
  ): Promise<readonly CaseId[]>;

  noticesIn(area: AreaCode, on: string): Promise<readonly NoticeRecord[]>;
  poolIn(area: AreaCode, page: { readonly limit: number; readonly after?: string }): Promise<Page<PoolRecord>>;

  /** Blind index of an ID number. */
  personId(idNumber: string): PersonId;
}

/** What the doors of the workflow need beyond `Cases`; the tokens are credentials and leave the store only to ring. */
export interface Doorbells {
  /**
   * Leaves a token at the door of a task that is there already; where it is closed, the same write rings. `stale`: the
   * task changed since it was read.
   */
  put(head: CaseHead, task: TaskRecord, token: string): Promise<'put' | 'superseded' | 'stale'>;
  tokens(caseId: CaseId, taskId: TaskId): Promise<readonly LeftToken[]>;
  /** Stamps `settledAt` once on a closed task. */
  settle(head: CaseHead, task: TaskRecord, at: number): Promise<'settled' | 'superseded' | 'stale'>;
}

/** A token at a task's door; `id` names it to whoever strikes it off. */
export interface LeftToken {
  readonly id: string;
  readonly token: string;
}

/** What the sweep must look at, with the instant (epoch ms) at which it asked to be. */
export type DueItem =
  /** The case's own total, or a pause that lasts. */
  | { readonly kind: 'case'; readonly caseId: CaseId; readonly dueAt: number }
  | { readonly kind: 'task'; readonly caseId: CaseId; readonly taskId: TaskId; readonly dueAt: number }
  /** Somebody in the monitoring pool, at the end of their time or of a year. */
  | { readonly kind: 'pool'; readonly caseId: CaseId; readonly memberId: string; readonly dueAt: number }
  /** Running aid, in time for its periodic check. */
  | { readonly kind: 'recheck'; readonly caseId: CaseId; readonly determination: number; readonly dueAt: number }
  /** A message that failed to leave the house and is to be tried again. */
  | { readonly kind: 'delivery'; readonly delivery: DeliveryKey; readonly dueAt: number };

export interface DueIndex {
  /** Whatever asked to be looked at by `now`, oldest hour first, from the hour on that was looked through last. */
  due(now: number): AsyncIterable<DueItem>;
  /** Everything that was due by `now` was seen to: the next look begins there. */
  lookedThrough(now: number): Promise<void>;
  /** The first instant after `after`, and before `until`, for which something asked. */
  next(after: number, until: number): Promise<number | undefined>;
}

export interface Outbox {
  /** Messages that wait, oldest first, with the instant (epoch ms) at which each was written. */
  waiting(): AsyncIterable<{ readonly id: string; readonly message: OutboxMessage; readonly at: number }>;
  /** Strikes the message off, and with it the tokens that it rang: each token is rung by some message, so none is left. */
  done(id: string, rung?: readonly LeftToken[]): Promise<void>;
}

export interface Unsettled {
  /** Closed tasks whose procedure has not seen the closing, oldest first. */
  unsettled(closedBefore: number): AsyncIterable<{ readonly caseId: CaseId; readonly taskId: TaskId }>;
  /** All cases under review. */
  underReview(): AsyncIterable<CaseHead>;
  /** The next `most` cases under review, going round: each is seen again after all the others. */
  nextUnderReview(most: number): Promise<readonly CaseHead[]>;
}
