import type { SourceRow } from '../domain/monitoring/feed/cell.ts';

/** A delivered file: read as often as asked, each time from its beginning. */
export interface Table {
  /** Of the bytes as they were delivered, in hex. */
  readonly sha256: string;
  readonly bytes: number;
  /** In the file's order, empty lines among them. */
  rows(): AsyncIterable<TableRow>;
}

export type TableRow =
  | (SourceRow & { readonly kind: 'row'; /** Bytes read so far. */ readonly at: number })
  /** Nothing behind it can be read. `text` is Chinese and names the place. */
  | { readonly kind: 'broken'; readonly text: string };

export type TableSource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

export type OpenedTable = Table | { readonly kind: 'refused'; readonly sha256: string; readonly text: string };

/** A CSV or a workbook, told apart by their first bytes. Throws only where the file cannot be reached. */
export type OpenTable = (source: TableSource) => Promise<OpenedTable>;
