import { dongyingFeeds } from '../../policy/feeds/dongying.ts';
import { dongyingIndicators } from '../../policy/indicators/dongying.ts';
import type { Indicator } from '../../policy/indicators/schema.ts';

export { dongyingFeeds, dongyingIndicators };

export function indicator(id: string): Indicator {
  const found = dongyingIndicators.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no indicator ${id}`);
  return found;
}

/** A sound indicator with another SQL: who is on aid, and since when. */
export const withSql = (sql: string, more: Partial<Indicator> = {}): Indicator => ({
  ...indicator('death'),
  id: 'planted',
  inputs: ['recipients', 'deaths'],
  parameters: {},
  facts: [{ column: 'from_date', title: '起始日期', kind: 'date', feed: 'recipients' }],
  sentence: '{@recipients}显示,自{from_date}起享受待遇。',
  ...more,
  sql: sql.split('\n'),
});
