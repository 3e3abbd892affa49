import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { VaultError } from '../../ports/vault-error.ts';
import type { BlindIndexKey } from './blind-index.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import { KeyFileError } from './key-file-error.ts';
import { refuseInsideData, refuseReadableByOthers, writeKeyFile } from './key-file-place.ts';
import type { KeyFilePlace } from './key-file-place.ts';
import { dataKeyBytes, type MasterKey } from './master-key.ts';
import { type KeyRing, parseKeyRing } from './key-ring.ts';

export interface KeyFile {
  readonly masterKey: MasterKey;
  readonly blindIndexKey: BlindIndexKey;
}

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
  writeKeyFile(place.file, `${JSON.stringify(content, null, 2)}\n`);
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
