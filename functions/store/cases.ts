import * as z from 'zod';
import { caseEventSchema, jsonSchema } from '../contracts/stored-items.ts';
import type { CaseEvent, Json } from '../domain/casework/event.ts';
import { changedHead } from '../domain/casework/head.ts';
import type { CaseHead, HeadChange } from '../domain/casework/head.ts';
import type { AreaCode } from '../domain/values/area-code.ts';
import { countyOf } from '../domain/values/area-code.ts';
import { caseIdSchema, householdIdSchema, personId, personIdSchema, taskIdSchema } from '../domain/values/ids.ts';
import { nameToFind } from '../domain/values/name.ts';
import type { CaseId, HouseholdId, TaskId } from '../domain/values/ids.ts';
import type { CaseChange, Cases, CommitResult, CreateResult, NewCase, OnceKey, OpenedCase } from '../ports/cases.ts';
import type { Ids } from '../ports/ids.ts';
import type { Item, ItemKey, ItemQuery, ItemStore, WriteAction } from '../ports/item-store.ts';
import type { Time } from '../ports/time.ts';
import type { Vault, WrappedKey } from '../ports/vault.ts';
import { link, verifyChain } from './event-chain.ts';
import { every } from './every.ts';
import {
  documentOf,
  eventItem,
  headItem,
  headOf,
  noticeItem,
  outboxItem,
  poolItem,
  recheckItem,
  read,
  sealedText,
  taskItem,
  taskOf,
} from './items.ts';
import * as keys from './keys.ts';
import { noticeRecordSchema, poolRecordSchema, recheckRecordSchema } from './list-items.ts';
import { onceAction } from './once.ts';
import { summaryActions } from './summaries.ts';
import type { Tokens } from './tokens.ts';

export interface StoreParts {
  readonly items: ItemStore;
  readonly vault: Vault;
  readonly time: Time;
  readonly ids: Ids;
}

const tallySchema = z.object({ seen: z.int(), drawn: z.int() });

export function createCases({ items, vault, time, ids }: StoreParts, tokens: Tokens): Cases {
  const wrappedKeys = new Map<HouseholdId, WrappedKey>();

  const wrappedKey = async (householdId: HouseholdId): Promise<WrappedKey> => {
    const known = wrappedKeys.get(householdId);
    if (known !== undefined) return known;
    const item = await items.get(keys.dataKeyKey(householdId));
    if (item === undefined) throw new Error(`household ${householdId} has no data key: its sealed data cannot be read`);
    const key = read(z.string(), item, item['wrapped']);
    if (wrappedKeys.size > 10_000) wrappedKeys.clear();
    wrappedKeys.set(householdId, key);
    return key;
  };

  const seal = async (head: CaseHead, key: WrappedKey, name: string, content: object): Promise<WriteAction> => {
    const at = keys.sealedKey(head.caseId, name);
    const sealed = await vault.seal(
      { scope: head.householdId, key, binding: `${at.pk}|${at.sk}` },
      sealedText(content),
    );
    return { kind: 'put', item: { ...at, sealed } };
  };

  const unseal = async (head: CaseHead, name: string): Promise<Json | undefined> => {
    const at = keys.sealedKey(head.caseId, name);
    const item = await items.get(at);
    if (item === undefined) return undefined;
    const context = { scope: head.householdId, key: await wrappedKey(head.householdId), binding: `${at.pk}|${at.sk}` };
    return read(jsonSchema, item, documentOf(await vault.open(context, read(z.string(), item, item['sealed']))));
  };

  const nextHead = (
    head: CaseHead,
    next: HeadChange,
    events: readonly CaseEvent[],
    forget: CaseChange['forget'] = [],
  ): CaseHead => {
    const last = events.at(-1);
    return {
      ...changedHead(head, next, forget),
      version: head.version + 1,
      changedAt: time.now(),
      ...(last === undefined ? {} : { lastSeq: last.seq, lastHash: last.hash }),
    };
  };

  const foundByName = (name: string): string => keys.foundByName(vault.blindIndex('name', nameToFind(name)));
  const nameKeys = ({ area, caseId }: CaseHead, name: string | undefined) =>
    name === undefined ? {} : { gsi1pk: foundByName(name), gsi1sk: `${area}#${caseId}` };

  /** Everything that a new case writes, the head first; and what a failure of these actions says. */
  const openingActions = async (opened: OpenedCase) => {
    const { head, source } = opened;
    const newKey = opened.newHousehold ? await vault.createDataKey(head.householdId) : undefined;
    const key = newKey ?? (await wrappedKey(head.householdId));
    const at = time.now();
    const events = link(head, opened.events, at);
    const first = nextHead({ ...head, version: head.version - 1 }, {}, events);
    const locks = opened.locks.map((lock): WriteAction => ({
      kind: 'put',
      item: { ...keys.lockKey(lock.person, lock.purpose), caseId: head.caseId },
      when: { exists: false },
    }));
    const sealed = [
      ...(opened.facts === undefined ? [] : [{ name: 'facts', content: opened.facts }]),
      ...(opened.sealed ?? []),
    ];
    const actions: WriteAction[] = [
      { kind: 'put', item: headItem(first), when: { exists: false } },
      ...locks,
      ...(source === undefined ? [] : [sourceAction(source, head.caseId)]),
      ...events.map((event): WriteAction => ({ kind: 'put', item: eventItem(event) })),
      ...(opened.tasks ?? []).map((task): WriteAction => ({ kind: 'put', item: taskItem(task, at) })),
      ...(await Promise.all(sealed.map(({ name, content }) => seal(head, key, name, content)))),
      { kind: 'put', item: { ...keys.foundByReceipt(head.area, head.caseId), caseId: head.caseId } },
      ...opened.persons.flatMap((person, member): WriteAction[] => [
        {
          kind: 'put',
          item: {
            ...keys.personCaseKey(person, head.caseId),
            caseId: head.caseId,
            ...nameKeys(head, opened.names[member]),
          },
        },
        // A look at aid that was granted long ago says nothing of where its people belong today.
        ...(head.procedure === 'termination' || opened.isOfKnownPersons === true
          ? []
          : [{ kind: 'put' as const, item: { ...keys.personHouseholdKey(person), householdId: head.householdId } }]),
        ...(opened.isOfKnownPersons === true
          ? []
          : [{ kind: 'put' as const, item: { ...keys.householdPersonKey(head.householdId, person), person } }]),
      ]),
      ...opened.outbox.map((message): WriteAction => ({ kind: 'put', item: outboxItem(message, ids.unique(), at) })),
    ];
    if (newKey !== undefined) {
      actions.push({
        kind: 'put',
        item: { ...keys.dataKeyKey(head.householdId), wrapped: newKey },
        when: { exists: false },
      });
    }
    return {
      actions,
      refusal: (failed: ReadonlyMap<number, Item | undefined>): ReturnType<OpeningRefusal> => {
        if (failed.has(0)) return { kind: 'id-taken' };
        const holder = locks.map((_, index) => failed.get(index + 1)).find((item) => item !== undefined);
        if (holder !== undefined) return { kind: 'locked', caseId: read(caseIdSchema, holder, holder['caseId']) };
        return source !== undefined && failed.has(locks.length + 1) ? { kind: 'known-source' } : undefined;
      },
    };
  };

  return {
    async create(created: NewCase): Promise<CreateResult> {
      const { once } = created;
      const first = once === undefined ? [] : [onceAction(once, time.now())];
      const opened = await openingActions(created);
      const result = await items.transact([...first, ...opened.actions]);
      if (result.kind === 'committed') return { kind: 'committed' };
      const failed = new Map(result.failures.map((failure) => [failure.action - first.length, failure.item]));
      if (failed.has(-1)) return { kind: 'repeated' };
      return opened.refusal(failed) ?? { kind: 'stale' };
    },

    async head(caseId: CaseId) {
      const item = await items.get(keys.headKey(caseId));
      return item === undefined ? undefined : headOf(item);
    },

    async commit(change: CaseChange): Promise<CommitResult> {
      const { head } = change;
      const at = time.now();
      const events = link(head, change.events, at);
      const head2 = nextHead(head, change.next, events, change.forget);
      const actions: WriteAction[] = [];
      if (change.once !== undefined) actions.push(onceAction(change.once, at));
      actions.push({
        kind: 'put',
        item: headItem(head2),
        when: { equals: { version: head.version, gen: head.gen } },
      });
      for (const event of events) actions.push({ kind: 'put', item: eventItem(event) });
      for (const task of change.tasks ?? []) {
        actions.push(
          task.kind === 'open'
            ? { kind: 'put', item: taskItem(task.task, at), when: { exists: false } }
            : {
                kind: 'put',
                item: taskItem({ ...task.to, revision: task.from.revision + 1 }, at),
                when: { equals: { revision: task.from.revision, status: task.from.status } },
              },
        );
      }
      const presentAt = actions.length;
      for (const subject of change.present ?? []) {
        actions.push({ kind: 'check', key: keys.staffKey(subject), when: { absent: ['leftOn'] } });
      }
      const presentUntil = actions.length;
      if (change.handover !== undefined) {
        actions.push({
          kind: 'update',
          key: keys.handoverKey(change.handover.id),
          add: { moved: 1 },
          when: { exists: true },
        });
      }
      if (change.token !== undefined) {
        actions.push(await tokens.leave(head.caseId, change.token.taskId, change.token.token));
      }
      for (const message of change.outbox ?? []) {
        actions.push({ kind: 'put', item: outboxItem(message, ids.unique(), at) });
      }
      actions.push(...(change.summary ?? []).flatMap(summaryActions));
      const sealed = [
        ...(change.facts === undefined ? [] : [{ name: 'facts', content: change.facts }]),
        ...(change.sealed ?? []),
      ];
      for (const { name, content } of sealed) {
        actions.push(await seal(head, await wrappedKey(head.householdId), name, content));
      }
      if (change.notices?.post !== undefined) actions.push({ kind: 'put', item: noticeItem(change.notices.post) });
      if (change.notices?.takeDown !== undefined) {
        actions.push({
          kind: 'update',
          key: keys.noticeKey(head.caseId, change.notices.takeDown.noticeId),
          remove: ['gsi1pk', 'gsi1sk'],
          // What was shown stays with the case, sealed; in the clear it outlives no notice.
          set: { takenDownAt: at, fields: {} },
        });
      }
      for (const entry of change.pool ?? []) actions.push({ kind: 'put', item: poolItem(entry, at) });
      for (const record of change.rechecks ?? []) actions.push({ kind: 'put', item: recheckItem(record, at) });
      for (const { caseId, determination } of change.rechecksOver ?? []) {
        actions.push({ kind: 'delete', key: keys.recheckKey(caseId, determination) });
      }
      for (const { caseId, memberId } of change.poolLeft ?? []) {
        actions.push({
          kind: 'update',
          key: keys.poolKey(caseId, memberId),
          remove: ['gsi1pk', 'gsi1sk', 'gsi3pk', 'gsi3sk'],
          set: { leftAt: at },
        });
      }
      const { from: asked = [], noMore = [] } = change.asks ?? {};
      for (const subject of asked) {
        actions.push({ kind: 'put', item: { ...keys.askedKey(subject, head.caseId), caseId: head.caseId } });
      }
      for (const subject of noMore) actions.push({ kind: 'delete', key: keys.askedKey(subject, head.caseId) });
      if (change.source !== undefined)
        actions.push(sourceAction({ ...change.source, after: head.caseId }, head.caseId));
      for (const lock of change.releaseLocks ?? []) {
        // Unconditional: only the holder of the case's version comes here, and the lock is this case's while it is open.
        actions.push({ kind: 'delete', key: keys.lockKey(lock.person, lock.purpose) });
      }
      if (change.tally !== undefined) {
        const { name, was, next } = change.tally;
        const when = was.seen === 0 ? { exists: false } : { equals: { seen: was.seen, drawn: was.drawn } };
        actions.push({ kind: 'put', item: { ...keys.tallyKey(name), seen: next.seen, drawn: next.drawn }, when });
      }
      if (change.step !== undefined) {
        actions.push({
          kind: 'put',
          item: { ...keys.stepKey(head.caseId, change.step.id), result: change.step.result },
          when: { exists: false },
        });
      }
      const openedAt: { readonly from: number; readonly refusal: OpeningRefusal }[] = [];
      for (const opened of change.opens ?? []) {
        const opening = await openingActions(opened);
        openedAt.push({ from: actions.length, refusal: opening.refusal });
        actions.push(...opening.actions);
      }
      const result = await items.transact(actions);
      if (result.kind === 'committed') return { kind: 'committed', head: head2 };
      const repeated = change.once !== undefined && result.failures.some((failure) => failure.action === 0);
      if (repeated) return { kind: 'repeated' };
      for (const { from, refusal } of openedAt) {
        const refused = refusal(new Map(result.failures.map(({ action, item }) => [action - from, item])));
        if (refused?.kind === 'locked') return refused;
      }
      const hasLeft = result.failures.some(({ action }) => action >= presentAt && action < presentUntil);
      return { kind: hasLeft ? 'person-left' : 'stale' };
    },

    async facts(head) {
      const facts = await unseal(head, 'facts');
      if (facts === undefined) throw new Error(`case ${head.caseId} has no facts`);
      return facts;
    },

    sealed: unseal,

    async events(caseId) {
      const found: CaseEvent[] = [];
      const query = { partition: keys.casePartition(caseId), range: { beginsWith: keys.eventPrefix } };
      for await (const item of every(items, query)) found.push(read(caseEventSchema, item));
      return found;
    },

    verify: (head, events) => verifyChain(head, events).length === 0,

    async tally(name) {
      const item = await items.get(keys.tallyKey(name));
      return item === undefined ? { seen: 0, drawn: 0 } : read(tallySchema, item);
    },

    async step(caseId, id) {
      const item = await items.get(keys.stepKey(caseId, id));
      return item === undefined ? undefined : read(jsonSchema, item, item['result']);
    },

    async once(key: OnceKey) {
      const item = await items.get(keys.onceItemKey(key));
      if (item === undefined) return undefined;
      return {
        requestHash: read(z.string(), item, item['requestHash']),
        outcome: read(jsonSchema, item, item['outcome']),
      };
    },

    async task(taskId: TaskId) {
      const item = await items.get(taskKeyOf(taskId));
      return item === undefined ? undefined : taskOf(item);
    },

    async tasks(caseId) {
      const query = { partition: keys.casePartition(caseId), range: { beginsWith: keys.taskPrefix } };
      return (await Array.fromAsync(every(items, query))).map(taskOf);
    },

    async openTasksOf(unit, page) {
      const found = await items.query({ index: 'gsi1', partition: keys.unitIndex(unit), ...page });
      const tasks = found.items.map(taskOf);
      return found.next === undefined ? { items: tasks } : { items: tasks, next: found.next };
    },

    async askedOf(subject) {
      const query = { partition: keys.memberPartition(subject), range: { beginsWith: keys.askedPrefix } };
      const found = await Array.fromAsync(every(items, query));
      return found.map((item) => read(caseIdSchema, item, item['caseId']));
    },

    async householdOf(person) {
      const item = await items.get(keys.personHouseholdKey(person));
      return item === undefined ? undefined : read(householdIdSchema, item, item['householdId']);
    },

    async personsOf(householdId) {
      const query = {
        partition: keys.householdPartition(householdId),
        range: { beginsWith: keys.householdPersonPrefix },
      };
      return (await Array.fromAsync(every(items, query))).map((item) => read(personIdSchema, item, item['person']));
    },

    async casesOf(person) {
      const query = { partition: keys.personPartition(person), range: { beginsWith: keys.personCasePrefix } };
      return (await Array.fromAsync(every(items, query))).map((item) => read(caseIdSchema, item, item['caseId']));
    },

    async fromSource(key) {
      const item = await items.get(keys.sourceKey(key));
      if (item === undefined) return undefined;
      return {
        caseId: read(caseIdSchema, item, item['caseId']),
        hash: read(z.string(), item, item['hash']),
      };
    },

    async rechecks(caseId) {
      const query = { partition: keys.casePartition(caseId), range: { beginsWith: keys.recheckPrefix } };
      return (await Array.fromAsync(every(items, query))).map((item) => read(recheckRecordSchema, item));
    },

    async poolEntriesOf(caseId) {
      const query = { partition: keys.casePartition(caseId), range: { beginsWith: keys.poolPrefix } };
      const found = await Array.fromAsync(every(items, query));
      return found.filter((item) => item['leftAt'] === undefined).map((item) => read(poolRecordSchema, item));
    },

    async find(sought, area, limit) {
      const range = { beginsWith: area };
      const page = await items.query(
        'name' in sought
          ? { index: 'gsi1', partition: foundByName(sought.name), range, limit }
          : { partition: keys.foundByReceiptPartition(sought.receiptEnd), range, limit },
      );
      return [...new Set(page.items.map((item) => read(caseIdSchema, item, item['caseId'])))];
    },

    async noticesIn(area, on) {
      const query = listQuery(keys.noticeIndex, area);
      const notices = (await Array.fromAsync(every(items, query))).map((item) => read(noticeRecordSchema, item));
      return notices.filter((notice) => notice.until >= on);
    },

    async poolIn(area, page) {
      const found = await items.query({ ...listQuery(keys.poolIndex, area), ...page });
      const entries = found.items.map((item) => read(poolRecordSchema, item));
      return found.next === undefined ? { items: entries } : { items: entries, next: found.next };
    },

    personId: (idNumber) => personId(vault.blindIndex('person', idNumber)),
  };
}

type OpeningRefusal = (
  failed: ReadonlyMap<number, Item | undefined>,
) => Exclude<CreateResult, { kind: 'committed' }> | undefined;

/** One case for each row of a source: a row whose content changed goes over from its closed case to a new one. */
function sourceAction({ key, hash, after }: NonNullable<OpenedCase['source']>, caseId: CaseId): WriteAction {
  return {
    kind: 'put',
    item: { ...keys.sourceKey(key), caseId, hash },
    when: after === undefined ? { exists: false } : { equals: { caseId: after } },
  };
}

function listQuery(index: (county: string) => string, area: AreaCode): ItemQuery {
  return { index: 'gsi1', partition: index(countyOf(area) ?? area), range: { beginsWith: area } };
}

/** A task id begins with its case's id. */
export function caseOfTask(taskId: TaskId): CaseId | undefined {
  const parsed = caseIdSchema.safeParse(taskId.slice(0, Math.max(0, taskId.indexOf('.'))));
  return parsed.success ? parsed.data : undefined;
}

function taskKeyOf(taskId: TaskId): ItemKey {
  return keys.taskKey(caseOfTask(taskId) ?? '', taskIdSchema.parse(taskId));
}
