import type { CivilDate } from '../domain/values/civil-date.ts';
import type { Sealed, WrappedKey } from './vault.ts';

/**
 * Dated datasets as Parquet, `<dataset>/dt=YYYY-MM-DD/part-NNNNN.parquet`, the same on a disk and in a bucket. A version exists
 * from the moment its manifest does: a part without one is work that was not finished.
 */
export interface Lake {
  /** Newest version on or before the day; undefined where there is none. */
  latest(dataset: string, on?: CivilDate): Promise<Manifest | undefined>;
  /** Oldest first. */
  versions(dataset: string): Promise<readonly Manifest[]>;
  /** Where the parts can be read by DuckDB: paths on this machine. */
  files(version: Pick<Manifest, 'dataset' | 'dt' | 'parts'>): Promise<readonly string[]>;
}

export interface LakePart {
  readonly name: string;
  readonly rows: number;
  readonly sha256: string;
}

/** Columns of DuckDB and Trino alike. */
export type ColumnType = 'varchar' | 'bigint' | 'integer' | 'date' | 'boolean';

export interface Manifest {
  readonly dataset: string;
  /** The day that the data speak of. */
  readonly dt: CivilDate;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  readonly parts: readonly LakePart[];
  readonly rows: number;
  /** Rows whose ID number is damaged: in the dataset without `person`. */
  readonly damaged: number;
  readonly rejected: number;
  /** Of the file as it was delivered. */
  readonly sourceSha256: string;
  readonly importedAt: number;
  /** Subject, or `system:…`. */
  readonly importedBy: string;
  /** Key of the sealed identities, wrapped by the master key; absent where the dataset seals nothing. */
  readonly key?: WrappedKey;
}

/**
 * Columns that every dataset of a feed has beside its own fields. `person` is the match key (`match-key.ts`), null on a
 * damaged row. The `id_…` parts stand in `residents` always and elsewhere on damaged rows only: for the second, fuzzy pass.
 */
export const commonColumns = {
  row_id: 'varchar',
  person: 'varchar',
  name_key: 'varchar',
  id_area_key: 'varchar',
  id_birth: 'varchar',
  id_serial_key: 'varchar',
  identity: 'varchar',
} as const satisfies Readonly<Record<string, ColumnType>>;

/** What is sealed in `identity`, opened only for a hit. In `residents` always, elsewhere on damaged rows. */
export interface LakeIdentity {
  readonly name: string;
  /** As delivered; of a damaged row it is no valid number. */
  readonly idNumber: string;
  readonly address?: string;
  readonly phone?: string;
}

/** What `identity` is sealed under: `vault.seal({ scope: lakeScope(dataset, dt), key: manifest.key, binding: row_id }, …)`. */
export const lakeScope = (dataset: string, dt: CivilDate): string => `lake/${dataset}/${dt}`;
export type SealedIdentity = Sealed;
