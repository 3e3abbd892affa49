import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { VaultError } from '../../ports/vault-error.ts';
import type { BlindIndexKey } from './blind-index.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import { KeyFileError } from './key-file-error.ts';
import { dataKeyBytes, type MasterKey } from './master-key.ts';
import { type KeyRing, parseKeyRing } from './key-ring.ts';

export interface KeyFilePlace {
  readonly file: string;
  /** The keys must not lie inside it: whoever copies the data must not carry the keys away with them. */
  readonly dataFolder: string;
}

export interface KeyFile {
  readonly masterKey: MasterKey;
  readonly blindIndexKey: BlindIndexKey;
}

/** The real path of what exists of it; the rest is added as written. */
const realPath = (path: string): string => {
  const full = resolve(path);
  return existsSync(full) || full === dirname(full)
    ? realpathSync(full)
    : join(realPath(dirname(full)), basename(full));
};

const refuseInsideData = ({ file, dataFolder }: KeyFilePlace): void => {
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
const refuseReadableByOthers = (file: string): void => {
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

const wrapKind = 'k1';

/** The wrapped text names the version of its master key in front: `version.k1.…`. */
const fileMasterKey = ({ current, masterKeys }: KeyRing): MasterKey => ({
  generate: async (scope) => {
    const plain = randomBytes(dataKeyBytes);
    return { plain, wrapped: `${current.version}.${sealEnvelope(wrapKind, current.key, [scope], plain)}` };
  },
  unwrap: async (scope, wrapped) => {
    const [version = ''] = wrapped.split('.', 1);
    const key = masterKeys.get(version);
    if (key === undefined) {
      throw new VaultError(
        'SealBroken',
        `The data key of ${scope} is wrapped by master key "${version}"; the key file has ${[...masterKeys.keys()].join(', ')}.`,
      );
    }
    return openEnvelope(wrapKind, key, [scope], wrapped.slice(version.length + 1));
  },
});

/**
 * Writes a new key file (mode 0600, durable before it returns) and never over an old one: keys that are lost make all
 * sealed data unreadable. Throws `KeyFileExists` or `KeyFileUnsafe`.
 */
export const createKeyFile = (place: KeyFilePlace): void => {
  refuseInsideData(place);
  if (existsSync(place.file)) {
    throw new KeyFileError('KeyFileExists', `The key file ${place.file} exists already; it is never written over.`);
  }
  const newKey = (): string => randomBytes(dataKeyBytes).toString('base64');
  const content = {
    format: 'yimen-keys',
    currentMasterKey: '1',
    masterKeys: { '1': newKey() },
    blindIndexKey: { version: 1, key: newKey() },
  };
  mkdirSync(dirname(place.file), { recursive: true, mode: 0o700 });
  const descriptor = openSync(place.file, 'wx', 0o600);
  try {
    writeSync(descriptor, `${JSON.stringify(content, null, 2)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

/** Throws `KeyFileError` with the remedy in its message. */
export const loadKeyFile = (place: KeyFilePlace): KeyFile => {
  const { file } = place;
  refuseInsideData(place);
  if (!existsSync(file)) {
    throw new KeyFileError(
      'KeyFileMissing',
      `There is no key file ${file}. Restore it from its back-up, or create one for new data.`,
    );
  }
  refuseReadableByOthers(file);
  const ring = parseKeyRing(file, readFileSync(file, 'utf8'));
  return { masterKey: fileMasterKey(ring), blindIndexKey: ring.blindIndexKey };
};
