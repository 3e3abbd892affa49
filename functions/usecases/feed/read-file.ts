import type { Feed } from '../../../policy/feeds/schema.ts';
import type { SourceRow } from '../../domain/monitoring/feed/cell.ts';
import { findHeading, LOOKED_AT } from '../../domain/monitoring/feed/heading.ts';
import type { Heading } from '../../domain/monitoring/feed/heading.ts';
import type { ParseContext } from '../../domain/monitoring/feed/parse-field.ts';
import type { ParsedRow, RowProblem } from '../../domain/monitoring/feed/parse-row.ts';
import { shapeFaults } from '../../domain/monitoring/feed/verdict.ts';
import type { QuarantineReason } from '../../domain/monitoring/feed/verdict.ts';
import type { OpenedTable, TableRow } from '../../ports/tables.ts';
import { rowSorter } from './sort-rows.ts';
import type { BadSink } from './sort-rows.ts';

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

export interface FileToRead {
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
    const sorter = rowSorter(file, heading, reading);
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
