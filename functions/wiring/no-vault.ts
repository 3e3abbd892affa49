import { VaultError } from '../ports/vault-error.ts';
import type { Vault } from '../ports/vault.ts';

const refuse = (): never => {
  throw new VaultError('VaultUnavailable', 'this function was given no keys.');
};

/** For functions that read and write nothing sealed: they carry no key client and their role has no right to a key. */
export const noVault: Vault = {
  createDataKey: async () => refuse(),
  seal: async () => refuse(),
  open: async () => refuse(),
  blindIndex: refuse,
};
