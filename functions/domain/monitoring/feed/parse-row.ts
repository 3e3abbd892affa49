import type { Feed } from '../../../../policy/feeds/schema.ts';
import { isBlank } from './cell.ts';
import type { SourceRow } from './cell.ts';
import type { Heading } from './heading.ts';
import { parseField } from './parse-field.ts';
import type { FieldValue, ParseContext } from './parse-field.ts';
import { parseFeedPerson } from './parse-person.ts';
import type { FeedPerson } from './parse-person.ts';

/** What is wrong with a row, for its owner. `field`: the heading as it stands in the file; empty: the row as a whole. */
export interface RowProblem {
  readonly row: number;
  readonly field: string;
  /** Chinese. */
  readonly reason: string;
}

export interface ParsedRow {
  readonly kind: 'parsed';
  readonly row: number;
  /** By the first field of kind `id-number`. */
  readonly person: Exclude<FeedPerson, { kind: 'unreadable' }>;
  /** By the first field of kind `name`; empty where the feed has none. */
  readonly name: string;
  /** By the position of the feed's field; of `id-number` the number as it is understood. */
  readonly values: readonly FieldValue[];
}

export type RowResult =
  | ParsedRow
  | { readonly kind: 'rejected'; readonly problems: readonly RowProblem[] }
  | { readonly kind: 'empty' };

export function parseRow(feed: Feed, heading: Heading, { row, cells }: SourceRow, context: ParseContext): RowResult {
  if (cells.every(isBlank)) return { kind: 'empty' };
  const problems: RowProblem[] = [];
  const values: FieldValue[] = [];
  let person: FeedPerson | undefined;
  let personTitle = '';
  let name = '';
  const refuse = (field: string, reason: string): void => void problems.push({ row, field, reason });
  if (cells.slice(heading.titles.length).some((cell) => !isBlank(cell))) {
    refuse('', `列数多于标题行(${heading.titles.length}列),请检查分隔符和引号`);
  }
  for (const [index, field] of feed.fields.entries()) {
    const column = heading.columns[index];
    const title = column === undefined ? field.title : (heading.titles[column] ?? field.title);
    const parsed = parseField(field, column === undefined ? undefined : cells[column], context);
    if (parsed.kind === 'fault') {
      refuse(title, parsed.reason);
      values.push(null);
      continue;
    }
    let { value } = parsed;
    if (field.kind === 'id-number' && value !== null) {
      const of = parseFeedPerson(column === undefined ? '' : (cells[column] ?? ''));
      const isFirst = person === undefined;
      if (isFirst) {
        person = of;
        personTitle = title;
      } else if (of.kind !== 'known') {
        refuse(title, of.reason);
      }
      value = of.kind === 'known' ? of.number : of.kind === 'damaged' ? of.raw : null;
    }
    if (field.kind === 'name' && name === '' && typeof value === 'string') name = value;
    values.push(value);
  }
  if (person === undefined) {
    // Where the field is required its absence was said already.
    if (problems.length === 0) refuse('', '没有身份证号码');
  } else if (person.kind === 'unreadable') {
    refuse(personTitle, person.reason);
  } else if (person.kind === 'damaged' && name === '') {
    refuse(personTitle, person.reason);
  } else if (problems.length === 0) {
    return { kind: 'parsed', row, person, name, values };
  }
  return { kind: 'rejected', problems };
}
