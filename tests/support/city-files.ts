import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { parseCivilDate } from '../../functions/domain/values/civil-date.ts';
import { parseIdNumber } from '../../functions/domain/values/id-number.ts';
import { dongyingFeeds } from '../../policy/feeds/dongying.ts';
import type { Feed, FeedField } from '../../policy/feeds/schema.ts';
import type { Truth } from '../../local/population/truth.ts';

/** One row of a feed, read in the plainest way: by the register, whole files in memory. */
export interface CityRow {
  readonly feed: string;
  /** In the file, the headings' line being 1. */
  readonly line: number;
  /** 18 characters; undefined where the number is damaged. */
  readonly person: string | undefined;
  /** By the field's id: dates as YYYY-MM-DD, sums in fen, codes as the register has them; null where empty. */
  readonly values: Readonly<Record<string, string | number | null>>;
}

export interface RejectedRow {
  readonly feed: string;
  readonly line: number;
  /** Ids of the fields that are wrong; the key's where the row contradicts an earlier one. */
  readonly fields: readonly string[];
}

export interface CityFiles {
  readonly rows: ReadonlyMap<string, readonly CityRow[]>;
  readonly rejected: readonly RejectedRow[];
  /** Rows that say again, to the letter of their values, what an earlier row says. */
  readonly repeated: readonly { readonly feed: string; readonly line: number }[];
}

export const readTruth = (folder: string): Truth =>
  JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as Truth;

/** UTF-8 where that is what it is, GB18030 otherwise. */
export function feedText(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

export function readCityFiles(folder: string): CityFiles {
  const rows = new Map<string, CityRow[]>();
  const rejected: RejectedRow[] = [];
  const repeated: { feed: string; line: number }[] = [];
  for (const feed of dongyingFeeds) {
    const kept: CityRow[] = [];
    const seen = new Map<string, string>();
    const table = parse(feedText(readFileSync(join(folder, `${feed.id}.csv`))), { columns: true }) as Record<
      string,
      string
    >[];
    for (const [index, cells] of table.entries()) {
      const line = index + 2;
      const read = readRow(feed, cells);
      if (read.wrong.length > 0) {
        rejected.push({ feed: feed.id, line, fields: read.wrong });
        continue;
      }
      const key = JSON.stringify(feed.key.map((id) => read.values[id]));
      const content = JSON.stringify(read.values);
      const earlier = seen.get(key);
      if (earlier === undefined) {
        seen.set(key, content);
        kept.push({ feed: feed.id, line, person: read.person, values: read.values });
      } else if (earlier === content) repeated.push({ feed: feed.id, line });
      else rejected.push({ feed: feed.id, line, fields: feed.key });
    }
    rows.set(feed.id, kept);
  }
  return { rows, rejected, repeated };
}

function readRow(feed: Feed, cells: Readonly<Record<string, string>>) {
  const values: Record<string, string | number | null> = {};
  const wrong: string[] = [];
  let person: string | undefined;
  for (const field of feed.fields) {
    const text = (cells[field.title] ?? '').trim();
    if (text === '') {
      values[field.id] = null;
      if (field.required === true) wrong.push(field.id);
      continue;
    }
    if (field.kind === 'id-number') {
      const parsed = parseIdNumber(text);
      if (parsed.kind === 'id-number') person = parsed.value.number;
      else if (text.replace(/\D/g, '').length < 12) wrong.push(field.id);
      values[field.id] = person ?? text;
      continue;
    }
    const value = readCell(field, text);
    if (value === undefined) wrong.push(field.id);
    values[field.id] = value ?? null;
  }
  return { values, wrong, person };
}

function readCell(field: FeedField, text: string): string | number | undefined {
  switch (field.kind) {
    case 'date':
      return readDay(text);
    case 'yuan':
      // Below zero is a reversal.
      return /^-?\d[\d,]*(\.\d{1,2})?$/.test(text) ? Math.round(Number(text.replaceAll(',', '')) * 100) : undefined;
    case 'integer':
      return /^\d+$/.test(text) ? Number(text) : undefined;
    case 'code':
      return field.codes?.[text];
    case 'id-number':
    case 'name':
    case 'household':
    case 'sealed':
    case 'text':
    case 'area':
      return text;
  }
}

function readDay(text: string): string | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/]?(\d{1,2})[-/]?(\d{1,2})$/.exec(text) ?? [];
  return parseCivilDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}
