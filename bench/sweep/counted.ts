import type { ItemStore } from '../../functions/ports/item-store.ts';

export interface Counts {
  gets: number;
  queries: number;
  /** Items that queries gave. */
  items: number;
  transactions: number;
}

/** The store, and how often it was asked. */
export function counted(items: ItemStore): { readonly items: ItemStore; readonly counts: Counts } {
  const counts: Counts = { gets: 0, queries: 0, items: 0, transactions: 0 };
  return {
    counts,
    items: {
      get(key) {
        counts.gets += 1;
        return items.get(key);
      },
      async query(query) {
        counts.queries += 1;
        const page = await items.query(query);
        counts.items += page.items.length;
        return page;
      },
      transact(actions) {
        counts.transactions += 1;
        return items.transact(actions);
      },
    },
  };
}
