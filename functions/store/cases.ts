import * as z from 'zod';
import { caseEventSchema, jsonSchema } from '../contracts/stored-items.ts';
import type { CaseEvent } from '../domain/casework/event.ts';
import type { AreaCode } from '../domain/values/area-code.ts';
import { countyOf } from '../domain/values/area-code.ts';
import { caseIdSchema, householdIdSchema, personId, personIdSchema, taskIdSchema } from '../domain/values/ids.ts';
import { nameToFind } from '../domain/values/name.ts';
import type { CaseId, TaskId } from '../domain/values/ids.ts';
import type { Cases, CreateResult, NewCase, OnceKey } from '../ports/cases.ts';
import type { ItemKey, ItemQuery } from '../ports/item-store.ts';
import { verifyChain } from './event-chain.ts';
import { every } from './every.ts';
import { headOf, read, taskOf } from './items.ts';
import * as keys from './keys.ts';
import { noticeRecordSchema, poolRecordSchema, recheckRecordSchema } from './list-items.ts';
import { onceAction } from './once.ts';
import type { Tokens } from './tokens.ts';
import { createCommit } from './commit.ts';
import { createOpening } from './opening.ts';
import type { StoreParts } from './parts.ts';
import { createSealing } from './sealing.ts';

const judgedSchema = z.object({ verified: z.int(), founded: z.int() });
const tallySchema = z.object({ seen: z.int(), drawn: z.int() });

export function createCases(parts: StoreParts, tokens: Tokens): Cases {
  const { items, vault, time } = parts;
  const sealing = createSealing(items, vault);
  const opening = createOpening(parts, sealing);
  const commit = createCommit(parts, tokens, sealing, opening);

  return {
    async create(created: NewCase): Promise<CreateResult> {
      const { once } = created;
      const first = once === undefined ? [] : [onceAction(once, time.now())];
      const opened = await opening(created);
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

    commit,

    async facts(head) {
      const facts = await sealing.unseal(head, 'facts');
      if (facts === undefined) throw new Error(`case ${head.caseId} has no facts`);
      return facts;
    },

    sealed: (head, name) => sealing.unseal(head, name),

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

    async householdOfHint(hint) {
      const item = await items.get(keys.hintKey(hint));
      return item === undefined ? undefined : read(householdIdSchema, item, item['householdId']);
    },

    async judgedOf(indicator) {
      const item = await items.get(keys.indicatorKey(indicator));
      return item === undefined ? { verified: 0, founded: 0 } : read(judgedSchema, item);
    },

    async personsOf(householdId) {
      const query = {
        partition: keys.householdPartition(householdId),
        range: { beginsWith: keys.householdPersonPrefix },
      };
      return (await Array.fromAsync(every(items, query))).map((item) => read(personIdSchema, item, item['person']));
    },

    async currentHousehold(householdId) {
      let current = householdId;
      for (;;) {
        const merged = await items.get(keys.mergedIntoKey(current));
        if (merged === undefined) return current;
        current = read(householdIdSchema, merged, merged['into']);
      }
    },

    async aliasesOf(person) {
      const query = { partition: keys.personPartition(person), range: { beginsWith: keys.aliasPrefix } };
      return (await Array.fromAsync(every(items, query))).map((item) => read(personIdSchema, item, item['person']));
    },

    async canonical(person) {
      const item = await items.get(keys.sameAsKey(person));
      return item === undefined ? person : read(personIdSchema, item, item['person']);
    },

    async grantedIn(area, page) {
      const found = await items.query({ ...listQuery(keys.grantedIndex, area), ...page });
      const caseIds = found.items.map((item) => read(caseIdSchema, item, item['caseId']));
      return found.next === undefined ? { items: caseIds } : { items: caseIds, next: found.next };
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
          ? {
              index: 'gsi1',
              partition: keys.foundByName(vault.blindIndex('name', nameToFind(sought.name))),
              range,
              limit,
            }
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
