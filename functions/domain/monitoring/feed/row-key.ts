import type { Feed } from '../../../../policy/feeds/schema.ts';
import type { ParsedRow } from './parse-row.ts';

/** What tells a row from every other of its file, and what it says: texts for hashing, unequal where the rows are. */
export function rowKeys(feed: Feed): (row: ParsedRow) => { readonly key: string; readonly content: string } {
  const at = feed.key.map((id) => feed.fields.findIndex((field) => field.id === id));
  return ({ values }) => ({
    key: JSON.stringify(at.map((index) => values[index] ?? null)),
    content: JSON.stringify(values),
  });
}
