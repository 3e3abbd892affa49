import type { Item, ItemKey } from '../../ports/item-store.ts';
import { type ItemRows, parseItem } from './item-rows.ts';

/** Rows with the items used lately kept as values: what a case's next step reads was mostly written by the last one. */
export interface RecentItems {
  read(key: ItemKey): Item | undefined;
  write(item: Item, text: string, before: Item | undefined): void;
  remove(key: ItemKey): void;
  /** To be called where a work or its commit failed: what was remembered may never have been written. */
  forget(): void;
}

/** Together a few megabytes; large documents are read rarely and are not kept. */
const KEPT_ITEMS = 2048;
const KEPT_TEXT = 4096;

/**
 * Sound because this process is the file's only writer and a group of works, from its first statement to its COMMIT,
 * is one turn of the event loop: a reader sees the group before or after, and never a half of it.
 */
export const rememberRecent = (rows: ItemRows): RecentItems => {
  const kept = new Map<string, Item>();
  const idOf = ({ pk, sk }: ItemKey): string => `${pk}\u0000${sk}`;
  const keep = (id: string, item: Item, text: string): void => {
    kept.delete(id);
    if (text.length > KEPT_TEXT) return;
    kept.set(id, item);
    if (kept.size <= KEPT_ITEMS) return;
    const [oldest] = kept.keys();
    if (oldest !== undefined) kept.delete(oldest);
  };
  return {
    read: (key) => {
      const id = idOf(key);
      const known = kept.get(id);
      if (known !== undefined) return known;
      const text = rows.read(key);
      if (text === undefined) return undefined;
      const item = parseItem(text);
      keep(id, item, text);
      return item;
    },
    write: (item, text, before) => {
      rows.write(item, text, before);
      keep(idOf(item), item, text);
    },
    remove: (key) => {
      rows.remove(key);
      kept.delete(idOf(key));
    },
    forget: () => kept.clear(),
  };
};
