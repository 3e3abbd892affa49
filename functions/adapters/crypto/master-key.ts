/** Keeps the data keys of all scopes: makes them, wraps them, unwraps them. The master key itself never leaves. */
export interface MasterKey {
  /** A new random 256-bit data key. */
  generate(scope: string): Promise<{ readonly plain: Uint8Array; readonly wrapped: string }>;
  /**
   * Throws `SealBroken` where the text is damaged or was wrapped for another scope or by an unknown key, and
   * `VaultUnavailable` where the key service did not answer.
   */
  unwrap(scope: string, wrapped: string): Promise<Uint8Array>;
}

export const dataKeyBytes = 32;
