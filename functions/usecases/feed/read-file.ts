import type { SourceRow } from '../../domain/monitoring/feed/cell.ts';
import { findHeading, LOOKED_AT } from '../../domain/monitoring/feed/heading.ts';
import type { ParsedRow } from '../../domain/monitoring/feed/parse-row.ts';
import { shapeFaults } from '../../domain/monitoring/feed/verdict.ts';
import type { TableRow } from '../../ports/tables.ts';
import type { FileReading, FileToRead } from './reading.ts';
import { rowSorter } from './sort-rows.ts';

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
