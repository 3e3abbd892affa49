import type { Manifest } from './lake.ts';
import type { LakeRow } from './lake-writer.ts';

/** Rows to Parquet. */
export interface PartWriter {
  append(row: LakeRow): void;
  /** Writes what was appended since the last time; the file is not durable yet. */
  write(path: string): Promise<void>;
  close(): void;
}

export type OpenPartWriter = (columns: Manifest['columns']) => Promise<PartWriter>;
