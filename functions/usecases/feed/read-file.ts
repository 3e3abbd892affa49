import { hash } from 'node:crypto';
import type { Feed } from '../../../policy/feeds/schema.ts';
import type { SourceRow } from '../../domain/monitoring/feed/cell.ts';
import { findHeading, LOOKED_AT } from '../../domain/monitoring/feed/heading.ts';
import type { Heading } from '../../domain/monitoring/feed/heading.ts';
import type { ParseContext } from '../../domain/monitoring/feed/parse-field.ts';
import { parseRow } from '../../domain/monitoring/feed/parse-row.ts';
import type { ParsedRow, RowProblem } from '../../domain/monitoring/feed/parse-row.ts';
import { rowKeys } from '../../domain/monitoring/feed/row-key.ts';
import { SeenRows } from '../../domain/monitoring/feed/seen-rows.ts';
import { mendHeading, mendLine } from '../../domain/monitoring/feed/to-mend.ts';
import { shapeFaults } from '../../domain/monitoring/feed/verdict.ts';
import type { QuarantineReason } from '../../domain/monitoring/feed/verdict.ts';
import type { OpenedTable, TableRow } from '../../ports/tables.ts';
import { MOST_SHOWN } from './report.ts';

/** Text of the file to mend, in the order of the rows. */
export type BadSink = (text: string) => void | Promise<void>;

/** What a reading found, complete when its rows have been read to the end. */
export interface FileReading {
  read: number;
  kept: number;
  damaged: number;
  rejected: number;
  duplicates: number;
  /** Bytes read so far. */
  at: number;
  heading: Heading | undefined;
  readonly faults: QuarantineReason[];
  readonly problems: RowProblem[];
  readonly warnings: RowProblem[];
}

export const newReading = (): FileReading => ({
  read: 0,
  kept: 0,
  damaged: 0,
  rejected: 0,
  duplicates: 0,
  at: 0,
  heading: undefined,
  faults: [],
  problems: [],
  warnings: [],
});

interface FileToRead {
  readonly feed: Feed;
  readonly table: OpenedTable;
  readonly context: ParseContext;
  readonly bad?: BadSink;
}

/** The sound rows, each once; whatever else the file holds goes into the reading and to the sink. */
export async function* soundRows(file: FileToRead, reading: FileReading): AsyncGenerator<ParsedRow> {
  const { feed, table } = file;
  if ('kind' in table) {
    reading.faults.push({ code: 'unreadable', text: table.text });
    return;
  }
  const rows = table.rows()[Symbol.asyncIterator]();
  try {
    const { begun, broken } = await beginning(rows);
    if (broken !== undefined) {
      reading.faults.push({ code: 'unreadable', text: broken });
      return;
    }
    const heading = findHeading(feed, begun);
    const faults = shapeFaults(feed, heading);
    reading.heading = heading;
    reading.faults.push(...faults);
    if (heading === undefined || faults.length > 0) return;
    const sorter = sorting(file, heading, reading);
    const below = begun.filter(({ row }) => row > heading.row);
    for (const row of below) {
      const sound = await sorter.take(row);
      if (sound !== undefined) yield sound;
    }
    for (let next = await rows.next(); next.done !== true; next = await rows.next()) {
      const row = next.value;
      if (row.kind === 'broken') {
        reading.faults.push({ code: 'unreadable', text: row.text });
        return;
      }
      reading.at = row.at;
      const sound = await sorter.take(row);
      if (sound !== undefined) yield sound;
    }
  } finally {
    await rows.return?.();
  }
}

async function beginning(rows: AsyncIterator<TableRow>) {
  const begun: SourceRow[] = [];
  while (begun.length < LOOKED_AT) {
    const { value, done } = await rows.next();
    if (done === true) break;
    if (value.kind === 'broken') return { begun, broken: value.text };
    begun.push(value);
  }
  return { begun, broken: undefined };
}

function sorting({ feed, context, bad }: FileToRead, heading: Heading, reading: FileReading) {
  const seen = new SeenRows();
  const keysOf = rowKeys(feed);
  const keyTitles = feed.fields.filter(({ id }) => feed.key.includes(id)).map(({ title }) => title);
  const personAt = heading.columns[feed.fields.findIndex(({ kind }) => kind === 'id-number')] ?? -1;
  const personTitle = heading.titles[personAt] ?? '';
  let isFirstBad = true;

  const reject = async (source: SourceRow, problems: readonly RowProblem[]): Promise<void> => {
    reading.rejected += 1;
    keep(reading.problems, problems);
    if (bad === undefined) return;
    if (isFirstBad) await bad(mendHeading(heading.titles));
    isFirstBad = false;
    await bad(mendLine(heading.titles, { ...source, problems }));
  };

  return {
    async take(source: SourceRow): Promise<ParsedRow | undefined> {
      const parsed = parseRow(feed, heading, source, context);
      if (parsed.kind === 'empty') return undefined;
      reading.read += 1;
      if (parsed.kind === 'rejected') {
        await reject(source, parsed.problems);
        return undefined;
      }
      const { key, content } = keysOf(parsed);
      const before = seen.see(digestOf(key, content), source.row);
      if (before.kind === 'same') {
        reading.duplicates += 1;
        return undefined;
      }
      if (before.kind === 'other') {
        const reason = `${keyTitles.join('、')}与第${before.row}行相同而内容不同,请核对后保留一行`;
        await reject(source, [{ row: source.row, field: '', reason }]);
        return undefined;
      }
      reading.kept += 1;
      if (parsed.person.kind === 'damaged') {
        reading.damaged += 1;
        const { reason } = parsed.person;
        keep(reading.warnings, [{ row: source.row, field: personTitle, reason: `${reason};该行按姓名和部分号码比对` }]);
      }
      return parsed;
    },
  };
}

function keep(list: RowProblem[], more: readonly RowProblem[]): void {
  list.push(...more.slice(0, MOST_SHOWN - list.length));
}

const KEY_BYTES = 12;

function digestOf(key: string, content: string): Uint8Array {
  return Buffer.concat([hash('sha256', key, 'buffer').subarray(0, KEY_BYTES), hash('sha256', content, 'buffer')]);
}
