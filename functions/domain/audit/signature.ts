/** As it stands in what was signed for. */
export interface Signature {
  /** Of `functions/adapters/crypto/signature-check.ts`. It stands in what is kept, so that another may follow it. */
  readonly algorithm: string;
  /** SHA-256 (hex) of the public key as DER (SubjectPublicKeyInfo). */
  readonly keyId: string;
  /** Base64. */
  readonly value: string;
}
