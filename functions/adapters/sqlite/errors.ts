/**
 * Why a file could not be opened. `StoreFolderUnwritable`, `StoreInUse` and `StoreFileForeign` are for the operator to
 * put right; `StoreSchemaNewer` means that a later version of the program wrote the file.
 */
export type SqliteOpenErrorName = 'StoreFolderUnwritable' | 'StoreInUse' | 'StoreFileForeign' | 'StoreSchemaNewer';

export class SqliteOpenError extends Error {
  override readonly name: SqliteOpenErrorName;

  constructor(name: SqliteOpenErrorName, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
