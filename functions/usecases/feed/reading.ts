import type { Feed } from '../../../policy/feeds/schema.ts';
import type { Heading } from '../../domain/monitoring/feed/heading.ts';
import type { ParseContext } from '../../domain/monitoring/feed/parse-field.ts';
import type { RowProblem } from '../../domain/monitoring/feed/parse-row.ts';
import type { QuarantineReason } from '../../domain/monitoring/feed/verdict.ts';
import type { OpenedTable } from '../../ports/tables.ts';

/** Text of the file to mend, in the order of the rows. */
export type BadSink = (text: string) => void | Promise<void>;

export interface FileToRead {
  readonly feed: Feed;
  readonly table: OpenedTable;
  readonly context: ParseContext;
  readonly bad?: BadSink;
}

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
