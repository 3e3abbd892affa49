import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Feed, FeedField } from '../../policy/feeds/schema.ts';
import type { Chance } from '../simulation/chance.ts';
import { gb18030Encoder } from './gb18030.ts';
import type { Values } from './household.ts';
import type { Person } from './people.ts';

/** Written as an older system delivers them: GB18030, without a mark at the beginning. */
export const gb18030Feeds: readonly string[] = ['deaths', 'unemployment'];

const FLUSH_CHARACTERS = 1 << 16;

export interface FeedFiles {
  /** One row; `instead` says what stands in a field, by its id, whatever is known. Answers the line in the file, from 1. */
  write(feed: string, person: Person, values: Values, instead: Readonly<Record<string, string>>): number;
  /** The last row once more, to the byte. */
  repeat(feed: string): number;
  close(): Readonly<Record<string, FileCount>>;
}

export interface FileCount {
  readonly file: string;
  readonly rows: number;
  readonly encoding: 'utf-8' | 'gb18030';
}

/** One CSV a feed, its headings the titles of the register. `draw` chooses how a day and a sum are written. */
export function createFeedFiles(folder: string, feeds: readonly Feed[], draw: Chance): FeedFiles {
  const encode = gb18030Encoder();
  const files = new Map(feeds.map((feed) => [feed.id, openFile(folder, feed, draw, encode)]));
  const file = (feed: string) => {
    const found = files.get(feed);
    if (found === undefined) throw new RangeError(`no feed ${feed} in the register`);
    return found;
  };
  return {
    write: (feed, person, values, instead) => file(feed).write(person, values, instead),
    repeat: (feed) => file(feed).repeat(),
    close: () => Object.fromEntries(feeds.map(({ id }) => [id, file(id).close()])),
  };
}

function openFile(folder: string, feed: Feed, draw: Chance, encodeGb18030: (text: string) => Buffer) {
  const name = `${feed.id}.csv`;
  const encoding = gb18030Feeds.includes(feed.id) ? 'gb18030' : 'utf-8';
  const descriptor = openSync(join(folder, name), 'w');
  const columns = feed.fields.map(columnOf);
  const known = new Set(feed.fields.map(({ id }) => id));
  let pending = `${feed.fields.map(({ title }) => quoted(title)).join(',')}\n`;
  let last = '';
  let rows = 0;
  const flush = () => {
    writeSync(descriptor, encoding === 'gb18030' ? encodeGb18030(pending) : Buffer.from(pending));
    pending = '';
  };
  const append = (line: string): number => {
    pending += line;
    rows += 1;
    if (pending.length > FLUSH_CHARACTERS) flush();
    return rows + 1;
  };
  return {
    write(person: Person, values: Values, instead: Readonly<Record<string, string>>): number {
      for (const field in values) if (!known.has(field)) throw new RangeError(`${feed.id} has no field ${field}`);
      last = `${columns.map(({ id, cell }) => quoted(instead[id] ?? cell(person, values[id], draw))).join(',')}\n`;
      return append(last);
    },
    repeat: () => append(last),
    close(): FileCount {
      flush();
      closeSync(descriptor);
      return { file: name, rows, encoding };
    },
  };
}

interface Column {
  readonly id: string;
  readonly cell: (person: Person, value: string | number | undefined, draw: Chance) => string;
}

function columnOf({ id, kind, codes = {} }: FeedField): Column {
  const labels = new Map(Object.entries(codes).map(([label, code]) => [code, label]));
  const text = (value: string | number | undefined) => (value === undefined ? '' : String(value));
  switch (kind) {
    case 'id-number':
      return { id, cell: ({ idNumber }) => idNumber };
    case 'name':
      return { id, cell: ({ name }) => name };
    case 'household':
      return { id, cell: ({ home }) => home.no };
    case 'area':
      return { id, cell: ({ home }) => home.area };
    case 'code':
      return {
        id,
        cell(_, value) {
          const label = labels.get(text(value));
          if (label === undefined) throw new RangeError(`${id} has no code ${value}`);
          return label;
        },
      };
    case 'date':
      return { id, cell: (_, value, draw) => (value === undefined ? '' : day(text(value), draw.between(0, 2))) };
    case 'yuan':
      return { id, cell: (_, value, draw) => (value === undefined ? '' : yuan(Number(value), draw.between(0, 2))) };
    case 'sealed':
    case 'text':
    case 'integer':
      return { id, cell: (_, value) => text(value) };
  }
}

function day(date: string, style: number): string {
  if (style === 0) return date;
  if (style === 1) return date.replaceAll('-', '');
  return `${date.slice(0, 4)}/${Number(date.slice(5, 7))}/${Number(date.slice(8))}`;
}

function yuan(fen: number, style: number): string {
  const whole = String(Math.floor(fen / 100));
  const rest = `.${String(fen % 100).padStart(2, '0')}`;
  if (style === 0) return whole + rest;
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return style === 1 ? separated + rest : separated + (rest === '.00' ? '' : rest);
}

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
