import { KeyFileError } from '../../functions/adapters/crypto/key-file-error.ts';
import { SqliteOpenError } from '../../functions/adapters/sqlite/errors.ts';

/** Something that the person who starts the home can mend; the message says what and how. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/** Turns what commonly goes wrong at a start into one clear line; anything else is ours and passes through. */
export function startErrorOf(error: unknown, place: { readonly port: number; readonly folder: string }): unknown {
  if (error instanceof KeyFileError || error instanceof SqliteOpenError) {
    return new StartError(error.message, { cause: error });
  }
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new StartError(
        `port ${place.port} is in use, perhaps by another yimen. Stop that one, or choose another port: -- --port ${place.port + 1}`,
        { cause: error },
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'ENOSPC':
      return new StartError(
        `the folder ${place.folder} cannot be written (${String(codeOf(error))}). Give it the right owner, or choose another: -- --data DIR`,
        { cause: error },
      );
    default:
      return error;
  }
}
