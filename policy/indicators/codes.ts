import type { Feed, FeedField } from '../feeds/schema.ts';
import type { IndicatorFact } from './schema.ts';

/** What the values of a `code` fact mean. */
export function codesOf(
  { feed, field, column }: IndicatorFact,
  feeds: readonly Feed[],
): FeedField['codes'] | undefined {
  const fields = feeds.find(({ id }) => id === feed)?.fields;
  return fields?.find(({ id }) => id === (field ?? column))?.codes;
}
