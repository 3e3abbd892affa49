import type { Feed } from '../../../../policy/feeds/schema.ts';
import { textOf } from './cell.ts';
import type { SourceRow } from './cell.ts';

/** Where a file has what its feed asks for. */
export interface Heading {
  readonly row: number;
  /** As they stand in the file. */
  readonly titles: readonly string[];
  /** By the position of the feed's field: the column that holds it. */
  readonly columns: readonly (number | undefined)[];
  /** Titles that no field has. */
  readonly unknown: readonly string[];
  /** Titles of required fields that no column has. */
  readonly missing: readonly string[];
  /** Titles of fields that several columns have. */
  readonly twice: readonly string[];
  /** It has the columns of a file that was sent back: perhaps the mended rows alone. */
  readonly isSentBack: boolean;
}

/** Columns of a file that was sent back to be mended (`to-mend.ts`); passed over when it comes again. */
export const mendColumns = { row: '行号', faults: '错误' } as const;

/** Above the heading there may be a title, a date, an empty line. */
export const LOOKED_AT = 5;

const plain = (title: string): string => title.normalize('NFKC').replaceAll(/[\s**]|\(必填\)/g, '');

/** The line that names most of the feed's fields, among the first few. */
export function findHeading(feed: Feed, rows: readonly SourceRow[]): Heading | undefined {
  let best: Heading | undefined;
  for (const row of rows.slice(0, LOOKED_AT)) {
    const heading = recognise(feed, row);
    if (best === undefined || found(heading) > found(best)) best = heading;
  }
  return best;
}

const found = ({ columns }: Heading): number => columns.filter((column) => column !== undefined).length;

function recognise(feed: Feed, { row, cells }: SourceRow): Heading {
  const titles = cells.map(textOf);
  const plains = titles.map(plain);
  const taken = new Set<number>();
  const twice: string[] = [];
  const columns = feed.fields.map(({ title, aliases = [] }) => {
    const names = new Set([title, ...aliases].map(plain));
    const at = plains.flatMap((name, index) => (names.has(name) ? [index] : []));
    for (const index of at) taken.add(index);
    if (at.length > 1) twice.push(title);
    return at[0];
  });
  const ours: readonly string[] = Object.values(mendColumns);
  return {
    row,
    titles,
    columns,
    unknown: titles.filter((title, index) => title !== '' && !taken.has(index) && !ours.includes(title)),
    missing: feed.fields.flatMap(({ title, required }, index) =>
      required === true && columns[index] === undefined ? [title] : [],
    ),
    twice,
    isSentBack: ours.every((title) => titles.includes(title)),
  };
}
