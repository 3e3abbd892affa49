import { VaultError } from '../../ports/vault-error.ts';
import { wrappedPrefix } from './kms-call.ts';
import type { KmsMasterKeyOptions } from './kms-call.ts';
import { kmsOpen } from './kms-open.ts';
import type { MasterKey } from './master-key.ts';

export const kmsUnwrap =
  (options: KmsMasterKeyOptions): MasterKey['unwrap'] =>
  async (scope, wrapped) => {
    if (!wrapped.startsWith(wrappedPrefix)) {
      throw new VaultError('SealBroken', `The data key of ${scope} was not wrapped by KMS.`);
    }
    return kmsOpen(options, scope, Buffer.from(wrapped.slice(wrappedPrefix.length), 'base64url'));
  };
