import { hash } from 'node:crypto';
import type { SourceRow } from '../../domain/monitoring/feed/cell.ts';
import type { Heading } from '../../domain/monitoring/feed/heading.ts';
import { parseRow } from '../../domain/monitoring/feed/parse-row.ts';
import type { ParsedRow, RowProblem } from '../../domain/monitoring/feed/parse-row.ts';
import { rowKeys } from '../../domain/monitoring/feed/row-key.ts';
import { SeenRows } from '../../domain/monitoring/feed/seen-rows.ts';
import { mendHeading, mendLine } from '../../domain/monitoring/feed/to-mend.ts';
import type { FileReading, FileToRead } from './reading.ts';

/** Said of single rows; what is more is counted and stands in the file to mend. */
const MOST_SHOWN = 100;

/** Takes the rows below the heading one by one: sound and new ones come back, of the others it is kept what became of them. */
export function rowSorter({ feed, context, bad }: FileToRead, heading: Heading, reading: FileReading) {
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
