import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type * as z from 'zod';
import { caseHeadSchema, outboxMessageSchema, taskSchema } from '../contracts/stored-items.ts';
import { isInProgress, isUnderProcedure } from '../domain/casework/head.ts';
import type { CaseEvent } from '../domain/casework/event.ts';
import type { CaseHead } from '../domain/casework/head.ts';
import type { OutboxMessage } from '../domain/casework/message.ts';
import type { TaskRecord } from '../domain/casework/task.ts';
import { countyOf } from '../domain/values/area-code.ts';
import type { AreaCode } from '../domain/values/area-code.ts';
import { pressingAt } from '../domain/casework/pressing.ts';
import { civilDateOf } from '../domain/values/civil-date.ts';
import type { NoticeRecord, PoolRecord, RecheckRecord } from '../ports/cases.ts';
import type { AttributeValue, Item } from '../ports/item-store.ts';
import * as keys from './keys.ts';

/** Records to items and back. Index attributes are present only while the item belongs in that list. */

export class DamagedItem extends Error {
  override readonly name = 'DamagedItem';
  constructor(item: Item, cause: unknown) {
    super(`the item ${item.pk} / ${item.sk} does not have the shape that it should have`, { cause });
  }
}

/** Reads one value of an item by its schema; throws `DamagedItem`. */
export function read<S extends z.ZodType>(schema: S, item: Item, value: unknown = item): z.output<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new DamagedItem(item, parsed.error);
  return parsed.data;
}

/** Drops `undefined`, which no store holds. */
export function attributes(record: object): { readonly [name: string]: AttributeValue } {
  const kept: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(record)) if (value !== undefined) kept[name] = value;
  return kept;
}

export function headItem(head: CaseHead): Item {
  const shard = keys.shardOf(head.caseId);
  return {
    ...keys.headKey(head.caseId),
    ...attributes(head),
    ...(head.procedure === 'application' && head.status === 'granted'
      ? { gsi1pk: keys.grantedIndex(countyOf(head.area) ?? head.area), gsi1sk: `${head.area}#${head.caseId}` }
      : {}),
    ...(isUnderProcedure(head) ? { gsi2pk: keys.reviewIndex(shard), gsi2sk: head.caseId } : {}),
    ...dueAttributes(isInProgress(head) ? head.alarm?.at : undefined, head.caseId, head.changedAt),
    gsi4pk: keys.changedIndex(civilDateOf(head.changedAt), shard),
    gsi4sk: head.caseId,
  };
}

/**
 * Parses an item once: a store that remembers what was used lately gives the same object again, and heads and tasks are
 * read many times for each time they are written. Sound because neither items nor records are ever changed in place.
 */
function remembering<T>(parse: (item: Item) => T): (item: Item) => T {
  const parsed = new WeakMap<Item, T>();
  return (item) => {
    const known = parsed.get(item);
    if (known !== undefined) return known;
    const value = parse(item);
    parsed.set(item, value);
    return value;
  };
}

/** Heads written before there were other procedures name none. */
export const headOf = remembering((item): CaseHead =>
  read(caseHeadSchema, item, item['procedure'] === undefined ? { ...item, procedure: 'application' } : item),
);

/** Where an open task stands in people's lists: by the moment that presses. */
export const pressingSort = (task: TaskRecord): string => `${keys.instant(pressingAt(task))}#${task.taskId}`;

/** Where a closed task stands in its month. */
export const closingSort = (task: TaskRecord): string => `${keys.instant(task.closedAt ?? 0)}#${task.taskId}`;

/** `at`: the instant of the writing. */
export function taskItem(task: TaskRecord, at: number): Item {
  const shard = keys.shardOf(task.taskId);
  const open = task.status === 'OPEN';
  const sort = pressingSort(task);
  return {
    ...keys.taskKey(task.caseId, task.taskId),
    ...attributes(task),
    ...(open
      ? {
          gsi1pk: keys.unitIndex(task.unit),
          gsi1sk: sort,
          gsi4pk: task.holder === undefined ? keys.unclaimedIndex(task.unit) : keys.holderIndex(task.holder),
          gsi4sk: sort,
        }
      : {}),
    ...(!open && task.closedAt !== undefined
      ? {
          gsi1pk: keys.closedIndex(task.unit, civilDateOf(task.closedAt).slice(0, 7)),
          gsi1sk: closingSort(task),
        }
      : {}),
    ...(!open && task.settledAt === undefined && task.closedAt !== undefined
      ? { gsi2pk: keys.unsettledIndex(shard), gsi2sk: `${keys.instant(task.closedAt)}#${task.taskId}` }
      : {}),
    ...dueAttributes(open ? task.alarm?.at : undefined, task.taskId, at),
  };
}

export const taskOf = remembering((item): TaskRecord => read(taskSchema, item));

/** An item that is due already when it is written stands in the hour of the writing: the sweep's cursor may be past its own. */
export function dueAttributes(
  dueAt: number | undefined,
  id: string,
  notBefore = 0,
): { readonly [name: string]: string } {
  if (dueAt === undefined) return {};
  const hour = keys.hourOf(Math.max(dueAt, notBefore));
  return { gsi3pk: keys.dueIndex(hour, keys.shardOf(id)), gsi3sk: `${keys.instant(dueAt)}#${id}` };
}

export function eventItem(event: CaseEvent): Item {
  return { ...keys.eventKey(event.caseId, event.seq), ...attributes(event) };
}

export function outboxItem(message: OutboxMessage, id: string, at: number): Item {
  const owner = ownerOf(message);
  return {
    ...keys.outboxKey(owner, id),
    message: attributes(message),
    gsi2pk: keys.outboxIndex(keys.shardOf(owner)),
    gsi2sk: `${keys.instant(at)}#${id}`,
  };
}

function ownerOf(message: OutboxMessage): string {
  switch (message.kind) {
    case 'ring':
    case 'start':
    case 'answer':
      return message.caseId;
    case 'notify':
      return message.caseId ?? message.messageId;
    case 'handover':
      return message.handoverId;
  }
}

export const messageOf = (item: Item): OutboxMessage => read(outboxMessageSchema, item, item['message']);

const county = (area: AreaCode): string => countyOf(area) ?? area;

export function noticeItem(notice: NoticeRecord): Item {
  return {
    ...keys.noticeKey(notice.caseId, notice.noticeId),
    ...attributes(notice),
    gsi1pk: keys.noticeIndex(county(notice.area)),
    gsi1sk: `${notice.area}#${notice.until}#${notice.noticeId}`,
  };
}

/** `at`: the instant of the writing. */
export function poolItem(entry: PoolRecord, at: number): Item {
  return {
    ...keys.poolKey(entry.caseId, entry.memberId),
    ...attributes(entry),
    gsi1pk: keys.poolIndex(county(entry.area)),
    gsi1sk: `${entry.area}#${entry.enteredOn}#${entry.caseId}#${entry.memberId}`,
    ...dueAttributes(entry.lookAt, `${entry.caseId}#${entry.memberId}`, at),
  };
}

export function recheckItem(record: RecheckRecord, at: number): Item {
  return {
    ...keys.recheckKey(record.caseId, record.determination),
    ...attributes(record),
    ...dueAttributes(record.lookAt, `${record.caseId}#${record.determination}`, at),
  };
}

/** Documents above this size are packed before they are sealed: a reason tree repeats itself tenfold. */
const PACK_ABOVE = 2_000;
const PACKED = 'deflate:';

/** A document as the text that is sealed. */
export function sealedText(content: object): string {
  const text = JSON.stringify(content);
  return text.length <= PACK_ABOVE ? text : PACKED + deflateRawSync(text, { level: 1 }).toString('base64');
}

export function documentOf(text: string): unknown {
  const json = text.startsWith(PACKED)
    ? inflateRawSync(Buffer.from(text.slice(PACKED.length), 'base64')).toString('utf8')
    : text;
  return JSON.parse(json);
}
