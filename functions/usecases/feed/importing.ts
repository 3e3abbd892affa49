import type { Feed } from '../../../policy/feeds/schema.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import type { Manifest } from '../../ports/lake.ts';
import type { OpenedTable } from '../../ports/tables.ts';
import type { FeedParts } from './parts.ts';
import { soundRows } from './read-file.ts';
import type { BadSink, FileReading } from './reading.ts';

export interface ImportFeedInput {
  readonly feed: Feed;
  readonly table: OpenedTable;
  /** The day that the data speak of; default today. The same file without a day is known, whenever it came. */
  readonly on?: CivilDate;
  /** Subject, or `system:…`. */
  readonly by: string;
  /** Reports and writes nothing. */
  readonly isDryRun?: boolean;
  /** Even if this very file is a version already: the register may have changed. */
  readonly isAgain?: boolean;
  /** Rows that do not get in, as CSV to mend. In plain: the caller answers for where they go. */
  readonly bad?: BadSink;
  readonly progress?: (progress: ImportProgress) => void;
  /** Stops between two batches; the same import again goes on. */
  readonly signal?: AbortSignal;
  /** Rows a part; parts of another size begin anew. */
  readonly partRows?: number;
}

export interface ImportProgress {
  readonly rows: number;
  readonly bytes: number;
  readonly ofBytes: number;
  readonly parts: number;
}

/** One import under way. */
export interface Importing {
  readonly parts: FeedParts;
  readonly input: ImportFeedInput;
  readonly dt: CivilDate;
  /** The newest version before this one. */
  readonly last: Manifest | undefined;
  readonly reading: FileReading;
}

export const PART_ROWS = 100_000;

export const isStopped = ({ input }: Importing): boolean => input.signal?.aborted === true;

/** From the file's beginning. */
export function rowsOf({ parts, input, dt, reading }: Importing) {
  const { feed, table, bad } = input;
  const { policy } = parts;
  const context = {
    dt,
    isKnownArea: (area: Parameters<typeof policy.areaName>[0]) => policy.areaName(area) !== undefined,
  };
  return soundRows({ feed, table, context, ...(bad === undefined ? {} : { bad }) }, reading);
}

export function tellProgress({ input, reading }: Importing, parts: number): void {
  const { progress, table } = input;
  progress?.({ rows: reading.read, bytes: reading.at, ofBytes: 'kind' in table ? 0 : table.bytes, parts });
}
