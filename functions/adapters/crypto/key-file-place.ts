import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, realpathSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { KeyFileError } from './key-file-error.ts';

export interface KeyFilePlace {
  readonly file: string;
  /** The keys must not lie inside it: whoever copies the data must not carry the keys away with them. */
  readonly dataFolder: string;
}

/** The real path of what exists of it; the rest is added as written. */
const realPath = (path: string): string => {
  const full = resolve(path);
  return existsSync(full) || full === dirname(full)
    ? realpathSync(full)
    : join(realPath(dirname(full)), basename(full));
};

export const refuseInsideData = ({ file, dataFolder }: KeyFilePlace): void => {
  const way = relative(realPath(dataFolder), realPath(file));
  const isInside = way === '' || (!isAbsolute(way) && way.split(/[/\\]/)[0] !== '..');
  if (isInside) {
    throw new KeyFileError(
      'KeyFileUnsafe',
      `The key file ${file} lies inside the data folder ${dataFolder}. Move it elsewhere: a copy of the data must not carry the keys.`,
    );
  }
};

/** Windows keeps no such bits; there the folder's own rights must protect the file. */
export const refuseReadableByOthers = (file: string): void => {
  if (process.platform === 'win32') return;
  const { mode, uid } = statSync(file);
  const bits = (mode & 0o777).toString(8).padStart(4, '0');
  if ((mode & 0o077) !== 0) {
    throw new KeyFileError(
      'KeyFileUnsafe',
      `The key file ${file} has mode ${bits}; others may read it. Run: chmod 600 "${file}"`,
    );
  }
  if (uid !== process.getuid?.()) {
    throw new KeyFileError(
      'KeyFileUnsafe',
      `The key file ${file} belongs to user ${uid}. It must belong to the user that runs this home.`,
    );
  }
};

/** Mode 0600, durable before it returns; throws where the file is there already. */
export const writeKeyFile = (file: string, content: string): void => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeSync(descriptor, content);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};
