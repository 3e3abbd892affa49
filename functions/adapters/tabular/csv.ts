import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { TableRow, TableSource } from '../../ports/tables.ts';
import { delimiterOf } from './delimiter.ts';
import { decoded, encodingOf } from './encoding.ts';
import { bytesOf, firstBytes } from './source-bytes.ts';

/** Enough for the headings, and for a sound guess at the encoding. */
const BEGINNING = 256 * 1024;
/** A longer line is no row but an open quote, or no CSV at all. */
const LONGEST_LINE = 1024 * 1024;

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

const isParsed = (value: unknown): value is Parsed =>
  typeof value === 'object' && value !== null && 'record' in value && 'info' in value;

/** Rows of a CSV in constant memory, whatever its encoding and delimiter. */
export async function* csvRows(source: TableSource, sha256: string): AsyncGenerator<TableRow> {
  const beginning = await firstBytes(source, BEGINNING);
  const encoding = encodingOf(beginning);
  // Rows that wait to be taken are lost when the parser fails, so the place is kept apart from them.
  let parsedLines = 0;
  const parser = parse({
    on_record: (record, { lines }) => {
      parsedLines = lines;
      return record;
    },
    delimiter: delimiterOf(new TextDecoder(encoding).decode(beginning)),
    info: true,
    // All of them: files that were put together of several have more than one.
    record_delimiter: ['\r\n', '\n', '\r'],
    // What is wrong with a row is said of the row, not of the file.
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LONGEST_LINE,
  });
  const hash = createHash('sha256');
  // Of the file, not of the text that it decodes to.
  let at = 0;
  const counted = hashed(bytesOf(source), hash, (bytes) => (at += bytes));
  const text = Readable.from(decoded(counted, encoding), {
    objectMode: false,
    highWaterMark: 1 << 20,
  });
  text.on('error', (error) => parser.destroy(error));
  text.pipe(parser);
  let row = 1;
  try {
    for await (const parsed of parser) {
      if (!isParsed(parsed)) continue;
      yield { kind: 'row', row, cells: parsed.record, at };
      // A quoted cell may go over several lines: the row is known by the first of them.
      row = parsed.info.lines + 1;
    }
    // What was hashed before is what work that was cut off is found by.
    if (hash.digest('hex') !== sha256) yield { kind: 'broken', text: '文件在读取时被改动,请重新导入' };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    yield { kind: 'broken', text: reasonOf(error.code, parsedLines + 1) };
  } finally {
    text.destroy();
  }
}

async function* hashed(
  chunks: AsyncIterable<Uint8Array>,
  hash: Hash,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    onBytes(chunk.byteLength);
    yield chunk;
  }
}

function reasonOf(code: string, row: number): string {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return `第${row}行起引号没有配对,其后的内容无法辨认`;
    case 'CSV_MAX_RECORD_SIZE':
      return `第${row}行超过1MB:可能是引号没有配对,或者不是CSV文件`;
    default:
      return `第${row}行起无法按CSV辨认(${code})`;
  }
}
