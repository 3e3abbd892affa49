import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Signer } from '../../ports/signer.ts';
import { KeyFileError } from './key-file-error.ts';
import { refuseInsideData, refuseReadableByOthers, writeKeyFile } from './key-file-place.ts';
import type { KeyFilePlace } from './key-file-place.ts';
import { keyIdOf } from './signature-check.ts';

export interface SigningKey {
  readonly signer: Signer;
  /** PEM. */
  readonly publicKey: string;
}

/** Beside the private one; for everybody to read and to take away. */
export const publicKeyFileOf = (file: string): string => `${file.replace(/\.pem$/, '')}.public.pem`;

/**
 * An Ed25519 key for signing in a file of its own (PEM, 0600), outside of the data, with its public half beside it. Made
 * where it is missing and `isNew` says that nothing was ever signed; else its absence is `KeyFileMissing`.
 */
export function openSigningKey(place: KeyFilePlace & { readonly isNew: boolean }): SigningKey {
  const { file, isNew } = place;
  refuseInsideData(place);
  if (!existsSync(file)) {
    if (!isNew) {
      throw new KeyFileError(
        'KeyFileMissing',
        `There is no signing key ${file}, and anchors signed with it lie in the data folder ${place.dataFolder}. ` +
          'Restore it from its back-up. If it is lost, keep the anchors and the public key elsewhere and move the folder "anchors" out of the data: signing then begins anew.',
      );
    }
    const { privateKey } = generateKeyPairSync('ed25519');
    makeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  }
  refuseReadableByOthers(file);
  const key = readKey(file);
  const publicKey = createPublicKey(key);
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const publicFile = publicKeyFileOf(file);
  if (!existsSync(publicFile)) writeFileSync(publicFile, pem, { mode: 0o644 });
  const keyId = keyIdOf(publicKey);
  return {
    publicKey: pem,
    signer: {
      sign: async (message) => ({
        algorithm: 'Ed25519',
        keyId,
        value: sign(undefined, message, key).toString('base64'),
      }),
    },
  };
}

function makeFile(file: string, content: string): void {
  try {
    writeKeyFile(file, content);
  } catch (error) {
    throw new KeyFileError(
      'KeyFileMissing',
      `There is no signing key ${file}, and it cannot be made (${error instanceof Error ? error.message : String(error)}). ` +
        'Let the user that runs this home write into its folder for the first start.',
      { cause: error },
    );
  }
}

function readKey(file: string): KeyObject {
  try {
    const key = createPrivateKey(readFileSync(file, 'utf8'));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch (error) {
    throw new KeyFileError('KeyFileBroken', `The signing key ${file} is no key in PEM. Restore it from its back-up.`, {
      cause: error,
    });
  }
  throw new KeyFileError('KeyFileBroken', `The signing key ${file} is no Ed25519 key. Restore it from its back-up.`);
}
