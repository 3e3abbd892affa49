import type { TaskRecord } from '../domain/casework/task.ts';
import { addMonths, civilDate, civilDateOf } from '../domain/values/civil-date.ts';
import { writeCursor, readCursor } from '../ports/item-cursor.ts';
import { compareUtf8 } from '../ports/item-range.ts';
import type { Item, ItemQuery, ItemStore } from '../ports/item-store.ts';
import type { Worklist, Worklists } from '../ports/worklists.ts';
import { closingSort, pressingSort, taskOf } from './items.ts';
import * as keys from './keys.ts';

/** DynamoDB gives no more in one page. */
const MOST_PER_PAGE = 1000;

export function createWorklists(items: ItemStore): Worklists {
  return {
    async open(lists, { limit, after }) {
      const past = positionOf('open', after);
      const pages = await Promise.all(
        lists.map(async (list) => {
          const range = past === undefined ? {} : { range: { from: justAfter(past) } };
          return take(items, { ...placeOf(list), ...range }, limit + 1);
        }),
      );
      const merged = pages.flat().toSorted((a, b) => compareUtf8(pressingSort(a), pressingSort(b)));
      return pageOf('open', merged, limit, pressingSort);
    },

    async count(list, { from, to }, most) {
      // Sort keys go on with `#` after the instant: `~` lies behind all of that moment.
      const range = { from: keys.instant(from), to: `${keys.instant(to)}~` };
      const query: ItemQuery = { ...placeOf(list), range };
      const count = (await found(items, query, most + 1)).length;
      return { count: Math.min(count, most), more: count > most };
    },

    async closed(unit, { from, before }, { limit, after }) {
      const past = positionOf('closed', after);
      const begin = past === undefined ? keys.instant(from) : justAfter(past);
      const tasks: TaskRecord[] = [];
      for (const month of monthsOf(Math.max(from, instantOf(begin)), before)) {
        if (tasks.length > limit) break;
        const range = { from: begin, to: keys.instant(before) };
        const partition = keys.closedIndex(unit, month);
        tasks.push(...(await take(items, { index: 'gsi1', partition, range }, limit + 1 - tasks.length)));
      }
      return pageOf('closed', tasks, limit, closingSort);
    },
  };
}

/** The first `most` of a query, however many pages they come in. */
async function found(items: ItemStore, query: ItemQuery, most: number): Promise<readonly Item[]> {
  const all: Item[] = [];
  let after: string | undefined;
  do {
    const limit = Math.min(MOST_PER_PAGE, most - all.length);
    const page = await items.query({ ...query, limit, ...(after === undefined ? {} : { after }) });
    all.push(...page.items);
    after = page.next;
  } while (after !== undefined && all.length < most);
  return all;
}

const take = async (items: ItemStore, query: ItemQuery, most: number): Promise<readonly TaskRecord[]> =>
  (await found(items, query, most)).map(taskOf);

function placeOf(list: Worklist): Pick<ItemQuery, 'index' | 'partition'> {
  switch (list.kind) {
    case 'unit':
      return { index: 'gsi1', partition: keys.unitIndex(list.unit) };
    case 'unclaimed':
      return { index: 'gsi4', partition: keys.unclaimedIndex(list.unit) };
    case 'holder':
      return { index: 'gsi4', partition: keys.holderIndex(list.subject) };
  }
}

/** Nothing that is written sorts between a sort key and itself with a space: ids have no character below it. */
const justAfter = (sort: string): string => `${sort} `;

function pageOf(name: string, sorted: readonly TaskRecord[], limit: number, sortOf: (task: TaskRecord) => string) {
  const shown = sorted.slice(0, limit);
  const last = shown.at(-1);
  return last === undefined || sorted.length <= limit
    ? { items: shown }
    : { items: shown, next: writeCursor({ partition: name }, { pk: name, sk: sortOf(last) }) };
}

/** The sort key after which to go on; throws `InvalidCursor`. */
const positionOf = (name: string, after: string | undefined): string | undefined =>
  after === undefined ? undefined : readCursor({ partition: name, after })?.sk;

const instantOf = (sort: string): number => Number(sort.slice(0, 13));

function* monthsOf(from: number, before: number): Generator<string> {
  const first = civilDate(`${civilDateOf(from).slice(0, 7)}-01`);
  const last = civilDateOf(before - 1).slice(0, 7);
  for (let month = first; month.slice(0, 7) <= last; month = addMonths(month, 1)) yield month.slice(0, 7);
}
