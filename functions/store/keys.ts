import type { OnceKey } from '../ports/cases.ts';
import type { ItemKey } from '../ports/item-store.ts';

/** Every key of the table is composed here and nowhere else. */

const key = (pk: string, sk: string): ItemKey => ({ pk, sk });

export const casePartition = (caseId: string): string => `CASE#${caseId}`;
export const headKey = (caseId: string): ItemKey => key(casePartition(caseId), 'HEAD');
export const eventPrefix = 'EVENT#';
export const eventKey = (caseId: string, seq: number): ItemKey =>
  key(casePartition(caseId), `${eventPrefix}${String(seq).padStart(8, '0')}`);
export const taskPrefix = 'TASK#';
export const taskKey = (caseId: string, taskId: string): ItemKey =>
  key(casePartition(caseId), `${taskPrefix}${taskId}`);
export const tokenPrefix = (taskId: string): string => `TOKEN#${taskId}#`;
export const tokenKey = (caseId: string, taskId: string, tokenHash: string): ItemKey =>
  key(casePartition(caseId), `${tokenPrefix(taskId)}${tokenHash}`);
export const sealedKey = (caseId: string, name: string): ItemKey => key(casePartition(caseId), `SEALED#${name}`);
export const stepKey = (caseId: string, id: string): ItemKey => key(casePartition(caseId), `STEP#${id}`);
export const noticeKey = (caseId: string, noticeId: string): ItemKey =>
  key(casePartition(caseId), `NOTICE#${noticeId}`);
export const poolPrefix = 'POOL#';
export const poolKey = (caseId: string, memberId: string): ItemKey =>
  key(casePartition(caseId), `${poolPrefix}${memberId}`);
export const recheckPrefix = 'RECHECK#';
export const recheckKey = (caseId: string, determination: number): ItemKey =>
  key(casePartition(caseId), `${recheckPrefix}${String(determination).padStart(2, '0')}`);
/** `owner`: the case, or for what belongs to none the message's own id. */
export const outboxKey = (owner: string, id: string): ItemKey => key(casePartition(owner), `OUTBOX#${id}`);

export const personPartition = (person: string): string => `PERSON#${person}`;
export const personHouseholdKey = (person: string): ItemKey => key(personPartition(person), 'HOUSEHOLD');
export const personCasePrefix = 'CASE#';
export const personCaseKey = (person: string, caseId: string): ItemKey =>
  key(personPartition(person), `${personCasePrefix}${caseId}`);
/** Other numbers of the same human being, and from each of them the way back. */
export const aliasPrefix = 'ALIAS#';
export const aliasKey = (keep: string, drop: string): ItemKey => key(personPartition(keep), `${aliasPrefix}${drop}`);
export const sameAsKey = (drop: string): ItemKey => key(personPartition(drop), 'SAME-AS');
export const lockKey = (person: string, purpose: string): ItemKey => key(personPartition(person), `LOCK#${purpose}`);

export const householdPartition = (householdId: string): string => `HOUSEHOLD#${householdId}`;
export const dataKeyKey = (householdId: string): ItemKey => key(householdPartition(householdId), 'DATAKEY');
/** Whose people belong to another household now. */
export const mergedIntoKey = (householdId: string): ItemKey => key(householdPartition(householdId), 'MERGED');
export const householdPersonPrefix = 'PERSON#';
export const householdPersonKey = (householdId: string, person: string): ItemKey =>
  key(householdPartition(householdId), `${householdPersonPrefix}${person}`);

/** What an application is found by, within an area; the receipt number ends in six characters that are drawn. */
export const foundByReceiptPartition = (receiptEnd: string): string => `FIND#receipt#${receiptEnd}`;
export const foundByReceipt = (area: string, caseId: string): ItemKey =>
  key(foundByReceiptPartition(caseId.slice(-6)), `${area}#${caseId}`);
/** An index: it lies on the person's own entry, so that a family costs no items more. */
export const foundByName = (blindName: string): string => `FIND#name#${blindName}`;

export const onceItemKey = (once: OnceKey): ItemKey => key(`IDEM#${once.principal}#${once.route}#${once.key}`, 'IDEM');
/** A member of the coordination mechanism, and the cases that ask for their vote. */
export const memberPartition = (subject: string): string => `MEMBER#${subject}`;
export const askedPrefix = 'ASKED#';
export const askedKey = (subject: string, caseId: string): ItemKey =>
  key(memberPartition(subject), `${askedPrefix}${caseId}`);

export const sweepCursorKey = (sweep: string): ItemKey => key(`SWEEP#${sweep}`, 'CURSOR');
export const tallyKey = (name: string): ItemKey => key(`TALLY#${name}`, 'TALLY');
/** A row of a source, by the source's own id for it. */
export const sourceKey = (source: string): ItemKey => key(`SOURCE#${source}`, 'SOURCE');
/** The record of runs of the scan: one chain. */
export const runsPartition = 'RUN';
export const runsHeadKey: ItemKey = key(runsPartition, 'HEAD');
export const runEventKey = (seq: number): ItemKey =>
  key(runsPartition, `${eventPrefix}${String(seq).padStart(8, '0')}`);
/** The household in which people of one household of a source are kept together. */
export const hintKey = (hint: string): ItemKey => key(`HINT#${hint}`, 'HINT');
/** How alerts of an indicator turned out. */
export const indicatorKey = (indicator: string): ItemKey => key(`INDICATOR#${indicator}`, 'OUTCOMES');
export const settingKey = (name: string): ItemKey => key(`SETTING#${name}`, 'SETTING');

/** What was told once for all, by message id. */
export const toldKey = (messageId: string): ItemKey => key(`TOLD#${messageId}`, 'TOLD');

/** What came due during an outage, for one mailbox. */
export const summaryPartition = (mailbox: string, outage: string): string => `SUMMARY#${mailbox}#${outage}`;
export const summaryLinePrefix = 'LINE#';
export const summaryKey = (mailbox: string, outage: string, name: string): ItemKey =>
  key(summaryPartition(mailbox, outage), name);

/** A person's part of the register, and what their unit knows of it. */
export const staffKey = (subject: string): ItemKey => key(`STAFF#${subject}`, 'STAFF');
export const unitStaffPartition = (unit: string): string => `STAFF-OF#${unit}`;
export const unitStaffKey = (unit: string, subject: string): ItemKey =>
  key(unitStaffPartition(unit), `PERSON#${subject}`);
export const unitStaffPrefix = 'PERSON#';
export const substitutionPrefix = 'SUBSTITUTION#';
export const substitutionKey = (unit: string, id: string): ItemKey =>
  key(unitStaffPartition(unit), `${substitutionPrefix}${id}`);
export const substitutionsHeadKey = (unit: string): ItemKey => key(unitStaffPartition(unit), 'SUBSTITUTIONS');
export const handoverKey = (id: string): ItemKey => key(`HANDOVER#${id}`, 'HANDOVER');

/** Mail of a mailbox by its number; eight digits keep it in order as text. */
export const mailPartition = (mailbox: string): string => `MAIL#${mailbox}`;
export const mailHeadKey = (mailbox: string): ItemKey => key(mailPartition(mailbox), 'HEAD');
export const mailKey = (mailbox: string, seq: number): ItemKey =>
  key(mailPartition(mailbox), `M#${String(seq).padStart(8, '0')}`);
export const lastMailKey = (mailbox: string): ItemKey => key(mailPartition(mailbox), 'M#~');
export const readMarksKey = (subject: string): ItemKey => key(`READ#${subject}`, 'MARKS');
export const messagePartition = (messageId: string): string => `MESSAGE#${messageId}`;
export const messageKey = (messageId: string): ItemKey => key(messagePartition(messageId), 'MESSAGE');
export const deliveryPrefix = 'DELIVERY#';
export const deliveryKey = (line: {
  readonly messageId: string;
  readonly channel: string;
  readonly target: string;
}): ItemKey => key(messagePartition(line.messageId), `${deliveryPrefix}${line.channel}#${line.target}`);
/** Deliveries that wait or are dead, by area and age. */
export const deliveriesIndex = (status: string): string => `DELIVERIES#${status}`;

export const webhooksPartition = (unit: string): string => `WEBHOOKS#${unit}`;
export const webhookPrefix = 'WEBHOOK#';
export const webhookKey = (unit: string, id: string): ItemKey => key(webhooksPartition(unit), `${webhookPrefix}${id}`);

/** `openTasksOf` in order of the nearest limit; tasks without one come last. */
export const unitIndex = (unit: string): string => `UNIT#${unit}`;
/** Closed tasks of a unit by month of closing (`YYYY-MM`), in order of closing. */
export const closedIndex = (unit: string, month: string): string => `CLOSED#${unit}#${month}`;
/** Open tasks that a person holds; those of a unit that nobody holds. In order of the nearest limit. */
export const holderIndex = (subject: string): string => `HOLDER#${subject}`;
export const unclaimedIndex = (unit: string): string => `UNCLAIMED#${unit}`;
export const noticeIndex = (county: string): string => `NOTICE#${county}`;
/** Heads by the day of their last write: how the house finds all of its cases, those that are closed too. */
export const changedIndex = (day: string, shard: number): string => `CHANGED#${day}#${shard}`;
/** Granted applications of a county, by place. */
export const grantedIndex = (county: string): string => `GRANTED#${county}`;
export const poolIndex = (county: string): string => `POOL#${county}`;

/**
 * Work queues are spread over shards so that no partition of the index grows hot. Readers visit every shard; the number
 * may grow, and then readers visit the larger one.
 */
export const queueShards = 4;
export const allShards: readonly number[] = Array.from({ length: queueShards }, (_, shard) => shard);

/** Stable spread of an id over the shards (FNV-1a). */
export function shardOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193) >>> 0;
  return hash % queueShards;
}

export const outboxIndex = (shard: number): string => `OUTBOX#${shard}`;
export const unsettledIndex = (shard: number): string => `UNSETTLED#${shard}`;
export const summaryIndex = (shard: number): string => `SUMMARY#${shard}`;
export const reviewIndex = (shard: number): string => `REVIEW#${shard}`;

const HOUR_MS = 3_600_000;
export const hourOf = (epochMs: number): number => Math.floor(epochMs / HOUR_MS);
export const dueIndex = (hour: number, shard: number): string => `DUE#${hour}#${shard}`;

/** 13 digits keep instants in order as text until the year 2286. */
export const instant = (epochMs: number): string => String(epochMs).padStart(13, '0');

/** Looks at people's data by purpose, of a unit and a month, in order of time. */
export const accessPartition = (unit: string, month: string): string => `ACCESS#${unit}#${month}`;
export const accessKey = (unit: string, month: string, at: number, id: string): ItemKey =>
  key(accessPartition(unit, month), `${instant(at)}#${id}`);
