import type { CivilDate } from '../domain/values/civil-date.ts';
import type { LakePart, Manifest } from './lake.ts';
import type { WrappedKey } from './vault.ts';

/** In the order of the columns; a `date` as YYYY-MM-DD, a `bigint` as a safe integer. */
export type LakeRow = readonly (string | number | boolean | null)[];

/** What is being made. The same ticket again, after a crash, goes on where the work stopped. */
export interface StagingTicket {
  readonly dataset: string;
  readonly dt: CivilDate;
  readonly columns: Manifest['columns'];
  readonly sourceSha256: string;
  /** Changes with whatever decides how rows are made of the file: parts of another recipe are thrown away. */
  readonly recipe: string;
}

export interface Staging {
  /** Of all rows of this version; made anew only where no work was under way. */
  readonly key: WrappedKey;
  /** Parts that a run before this one finished: durable, and not to be written again. */
  readonly finished: readonly LakePart[];
  append(row: LakeRow): void;
  /** Makes a durable part of what was appended since the last one. */
  finishPart(): Promise<LakePart>;
  /** The version exists, with all finished parts, when this returns; a reader sees the one before or this one. */
  publish(version: Omit<Manifest, 'parts' | 'columns' | 'key'>): Promise<Manifest>;
  /** Throws the finished parts away. */
  discard(): Promise<void>;
  /** Lets go; finished parts stay for the next run. */
  close(): Promise<void>;
}

export interface LakeWriter {
  /** `undefined`: somebody else is at work on this dataset. */
  stage(ticket: StagingTicket, newKey: () => Promise<WrappedKey>): Promise<Staging | undefined>;
}
