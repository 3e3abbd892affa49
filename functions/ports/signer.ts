import type { Signature } from '../domain/audit/signature.ts';

export interface Signer {
  sign(message: Uint8Array): Promise<Signature>;
}

export interface SignatureCheck {
  /** False also for a key or an algorithm that is not known here. */
  isGenuine(message: Uint8Array, signature: Signature): boolean;
}
