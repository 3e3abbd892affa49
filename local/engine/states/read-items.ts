/** Items of a distributed Map out of what its ItemReader brought, and batches of them. */
import { TaskError } from '../errors.ts';
import type { BatchLimits, ItemFormat } from '../definition/machine.ts';
import { isArray, jsonBytes, parseJson, type Json } from '../json.ts';

/** A list as it stands (of a bucket's objects), or the text of one object. `most`: 0 for all. Throws `States.ItemReaderFailed`. */
export function readItems(brought: Json, format: ItemFormat, most: number): readonly Json[] {
  const items = all(brought, format);
  return most === 0 ? items : items.slice(0, most);
}

const failed = (cause: string): TaskError => new TaskError('States.ItemReaderFailed', cause);

function all(brought: Json, format: ItemFormat): readonly Json[] {
  if (typeof brought !== 'string' || format.type === 'LIST') {
    if (isArray(brought)) return brought;
    throw failed('Attempting to map over non-iterable node.');
  }
  switch (format.type) {
    case 'JSON': {
      const value = json(brought);
      if (isArray(value)) return value;
      throw failed('Attempting to map over non-iterable node.');
    }
    case 'JSONL':
      return brought
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map(json);
    case 'CSV':
      return table(brought, format);
  }
}

function json(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    throw failed('The object is not valid JSON.');
  }
}

/** One object a row; what a row lacks is empty, what it has too much is dropped. */
function table(text: string, { delimiter, headers: given }: Extract<ItemFormat, { type: 'CSV' }>): Json[] {
  const rows = csvRows(text, delimiter);
  const headers = given ?? rows.shift() ?? [];
  if (new Set(headers).size !== headers.length) throw failed('CSV headers cannot contain duplicates.');
  return rows.map((row) => Object.fromEntries(headers.map((header, i) => [header, row[i] ?? ''])));
}

/** RFC 4180: a field in double quotes may hold delimiters, line ends and doubled quotes. Empty lines are no rows. */
export function csvRows(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  let begun = false;
  const endCell = (): void => {
    row.push(cell);
    cell = '';
  };
  const endRow = (): void => {
    if (begun) {
      endCell();
      rows.push(row);
    }
    row = [];
    begun = false;
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') {
        cell += '"';
        i++;
      } else quoted = false;
      continue;
    }
    if (char === '\n') endRow();
    else if (char === '\r' && text[i + 1] === '\n') continue;
    else {
      begun = true;
      if (char === delimiter) endCell();
      else if (char === '"' && cell === '') quoted = true;
      else cell += char;
    }
  }
  endRow();
  return rows;
}

/** Inputs of the items in batches, each within both limits; one item that is too large alone makes a batch of its own. */
export function batches(inputs: readonly Json[], { items, bytes }: BatchLimits, batchInput: Json | undefined): Json[] {
  const made: Json[][] = [];
  let size = 0;
  for (const input of inputs) {
    const more = bytes === Infinity ? 0 : jsonBytes(input, bytes) + 1;
    const last = made.at(-1);
    if (last !== undefined && last.length < items && size + more <= bytes) {
      last.push(input);
      size += more;
    } else {
      made.push([input]);
      size = more;
    }
  }
  return made.map((Items) => (batchInput === undefined ? { Items } : { BatchInput: batchInput, Items }));
}
