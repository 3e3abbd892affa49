import * as z from 'zod';
import { feedPeriods, fieldKinds } from '../../policy/feeds/schema.ts';

/** How departments' deliveries stand, and what became of one. Row errors name lines and headings, never whom a row is about. */

const counts = z.object({
  read: z.int(),
  /** Rows of the dataset, damaged ones among them. */
  kept: z.int(),
  damaged: z.int(),
  rejected: z.int(),
  duplicates: z.int(),
});
const reasons = z.array(z.object({ code: z.string(), text: z.string() }));
const rowProblems = z.array(z.object({ row: z.int(), field: z.string(), reason: z.string() }));

const standing = {
  id: z.string(),
  title: z.string(),
  owner: z.string(),
  ownerName: z.string(),
  period: z.enum(feedPeriods),
  graceDays: z.int(),
  /** The day that the version in use speaks of; null: there is none. */
  lastGoodOn: z.string().nullable(),
  rows: z.int().nullable(),
  freshness: z.object({ kind: z.enum(['fresh', 'due', 'late']), dueOn: z.string(), lateDays: z.int() }),
  lastAttempt: z
    .object({ at: z.number(), by: z.string(), dt: z.string(), result: z.enum(['imported', 'quarantined']), counts })
    .nullable(),
  /** Why the last delivery did not get in; empty where it did. */
  quarantine: reasons,
};

export const feedListSchema = z.object({ items: z.array(z.object(standing)) }).meta({ id: 'FeedList' });

export const feedViewSchema = z
  .object({
    ...standing,
    fields: z.array(
      z.object({
        title: z.string(),
        aliases: z.array(z.string()),
        kind: z.enum(fieldKinds),
        required: z.boolean(),
        /** What may stand in the file; empty where it is no code. */
        codes: z.array(z.string()),
      }),
    ),
    versions: z.array(
      z.object({ dt: z.string(), rows: z.int(), damaged: z.int(), rejected: z.int(), importedAt: z.number() }),
    ),
  })
  .meta({ id: 'Feed' });
export type FeedView = z.output<typeof feedViewSchema>;

export const feedReportSchema = z.object({
  counts,
  problems: rowProblems,
  warnings: rowProblems,
  notes: z.array(z.string()),
});

const version = { feed: z.string(), dt: z.string(), rows: z.int() };

export const feedImportedSchema = z
  .object({ kind: z.literal('feed-imported'), ...version, ...feedReportSchema.shape })
  .meta({ id: 'FeedImported' });

export const feedSeenSchema = z
  .discriminatedUnion('kind', [
    /** This very file is a version already. */
    z.object({ kind: z.literal('feed-known'), ...version }),
    /** A dry run. `reasons`: why it would be quarantined. */
    z.object({ kind: z.literal('feed-checked'), feed: z.string(), dt: z.string(), reasons, ...feedReportSchema.shape }),
  ])
  .meta({ id: 'FeedSeen' });
