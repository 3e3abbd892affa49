/**
 * Sensitive fields: sealed under a data key per household, found by keyed blind index.
 * Deleting a household's wrapped key makes all that was sealed under it unreadable (crypto-shredding).
 */

/** A data key wrapped by the master key; safe to store. */
export type WrappedKey = string;

/** Envelope text with the algorithm's id inside, so that another algorithm (SM4) can stand beside AES-256-GCM. */
export type Sealed = string;

export interface SealContext {
  /** Whose data key it is: the household's id. */
  readonly scope: string;
  readonly key: WrappedKey;
  /** What is sealed and where it stands, for example `CASE#1|FACTS`; opening under another one fails. */
  readonly binding: string;
}

/** Values of two purposes cannot be joined. `household` and `id-part` stand in datasets alone. */
export type BlindPurpose = 'person' | 'token' | 'name' | 'household' | 'id-part';

export interface Vault {
  createDataKey(scope: string): Promise<WrappedKey>;
  seal(context: SealContext, plain: string): Promise<Sealed>;
  /** Throws `SealBroken` where the text, the key or the binding is not the one that sealed. */
  open(context: SealContext, sealed: Sealed): Promise<string>;
  /** Keyed and versioned (`h1:…`); equal inputs give equal outputs, and nothing is learnt without the key. */
  blindIndex(purpose: BlindPurpose, value: string): string;
}
