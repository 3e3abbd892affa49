import type { Item, ItemQuery, ItemReader } from '../ports/item-store.ts';

/** All items of a query, page by page. */
export async function* every(items: ItemReader, query: ItemQuery): AsyncGenerator<Item> {
  let after: string | undefined;
  do {
    const page = await items.query(after === undefined ? query : { ...query, after });
    yield* page.items;
    after = page.next;
  } while (after !== undefined);
}
