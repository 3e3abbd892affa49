import * as z from 'zod';
import { tierSchema } from '../../../policy/vocabulary.ts';
import { heldInFeed } from '../../domain/household/held-aid.ts';
import type { HeldAid, ToldAid } from '../../domain/household/held-aid.ts';
import { matchKey } from '../../domain/monitoring/match-key.ts';
import { civilDateSchema } from '../../domain/values/civil-date.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import type { PersonId } from '../../domain/values/ids.ts';
import type { FeedRows } from '../../ports/feed-rows.ts';

/** What the feeds tell of the household's aid, and of which day each speaks. */
export interface Told {
  readonly held: readonly HeldAid[];
  /** `on` null: has not come yet, and nothing can be concluded from it. */
  readonly freshness: readonly { readonly feed: string; readonly on: CivilDate | null }[];
}

const person = z.string();
const until = civilDateSchema.nullable();
const fen = z.number().nullable();
const granted = z.object({
  person,
  entitlement: z.string(),
  granted_on: civilDateSchema,
  until_date: until,
  amount_fen: fen,
});
const scheme = z.object({
  person,
  scheme: z.string(),
  is_full: z.string(),
  from_date: civilDateSchema,
  until_date: until,
});
const recognised = z.object({
  person,
  tier: tierSchema,
  status: z.string(),
  from_date: civilDateSchema,
  until_date: until,
  monthly_fen: fen,
});

type Row = Readonly<Record<string, unknown>>;

export const recipientColumns: readonly string[] = ['tier', 'status', 'from_date', 'until_date', 'monthly_fen'];

const readers: Readonly<
  Record<string, { readonly columns: readonly string[]; readonly read: (row: Row) => ToldAid[] }>
> = {
  'aid-granted': {
    columns: ['entitlement', 'granted_on', 'until_date', 'amount_fen'],
    read: (row) => {
      const { entitlement, granted_on: from, until_date: end, amount_fen: sum, ...one } = granted.parse(row);
      return [{ ...one, aid: `item:${entitlement}`, from, ...ending(end), ...(sum === null ? {} : { fen: sum }) }];
    },
  },
  'child-welfare': {
    columns: ['scheme', 'is_full', 'from_date', 'until_date'],
    read: (row) => {
      const { scheme: code, is_full: part, from_date: from, until_date: end, ...one } = scheme.parse(row);
      const aid = { ...one, from, isOpen: true, ...ending(end) };
      const full: ToldAid[] = part === 'full' ? [{ ...aid, aid: `scheme:${code}-full` }] : [];
      return [{ ...aid, aid: `scheme:${code}` }, ...full];
    },
  },
  recipients: { columns: recipientColumns, read: recipientAid },
};

const ending = (end: CivilDate | null) => (end === null ? {} : { until: end });

/** Of a row of the roster; who was refused holds nothing. */
export function recipientAid(row: Row): ToldAid[] {
  const { tier, status, from_date: from, until_date: end, monthly_fen: sum, person: one } = recognised.parse(row);
  if (status === 'refused') return [];
  const aid: ToldAid = { person: one, aid: `tier:${tier}`, from, isOpen: true };
  return [{ ...aid, ...ending(end), ...(sum === null ? {} : { fen: sum }) }];
}

/** Aid of these people by the feeds; they go by their ids of the house again. */
export async function toldAid(feeds: FeedRows, persons: readonly PersonId[]): Promise<Told> {
  const names = new Map(persons.map((one) => [matchKey(one), one]));
  const held: HeldAid[] = [];
  const freshness: Told['freshness'][number][] = [];
  for (const [feed, { columns, read }] of Object.entries(readers)) {
    const found = await feeds.of(feed, columns, [...names.keys()]);
    freshness.push({ feed, on: found?.on ?? null });
    const told = (found?.rows ?? []).flatMap((row) => read(row));
    const known = told.map((aid) => ({ ...aid, person: names.get(aid.person) ?? aid.person }));
    if (found !== undefined) held.push(...heldInFeed(feed, found.on, known));
  }
  return { held, freshness };
}
