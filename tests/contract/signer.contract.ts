import { expect, it } from 'vitest';
import { signatureCheck } from '../../functions/adapters/crypto/signature-check.ts';
import type { Signer } from '../../functions/ports/signer.ts';

export interface SignerSetup {
  readonly signer: Signer;
  readonly publicKey: string | Uint8Array;
}

/** What every signer promises to whoever has its public key and nothing else. */
export function signerContract(open: () => Promise<SignerSetup>): void {
  const message = Buffer.from('{"number":1}');

  it('signs what its public key knows again', async () => {
    const { signer, publicKey } = await open();
    const signature = await signer.sign(message);
    expect(signatureCheck([publicKey]).isGenuine(message, signature)).toBe(true);
  });

  it('signs messages of more than KMS would take', async () => {
    const { signer, publicKey } = await open();
    const long = Buffer.alloc(10_000, 7);
    expect(signatureCheck([publicKey]).isGenuine(long, await signer.sign(long))).toBe(true);
  });

  it('is not taken for the signer of another message', async () => {
    const { signer, publicKey } = await open();
    const signature = await signer.sign(message);
    expect(signatureCheck([publicKey]).isGenuine(Buffer.from('{"number":2}'), signature)).toBe(false);
  });

  it('is not trusted where its key is not', async () => {
    const [one, other] = [await open(), await open()];
    const signature = await one.signer.sign(message);
    expect(signatureCheck([other.publicKey]).isGenuine(message, signature)).toBe(false);
    expect(signatureCheck([other.publicKey, one.publicKey]).isGenuine(message, signature)).toBe(true);
    expect(signatureCheck([]).isGenuine(message, signature)).toBe(false);
  });

  it('is not taken for another that claims its key, or signs in a way that nobody knows', async () => {
    const [one, other] = [await open(), await open()];
    const [signature, theirs] = [await one.signer.sign(message), await other.signer.sign(message)];
    const check = signatureCheck([one.publicKey]);
    expect(check.isGenuine(message, { ...theirs, keyId: signature.keyId })).toBe(false);
    expect(check.isGenuine(message, { ...signature, algorithm: 'none' })).toBe(false);
    for (const algorithm of ['Ed25519', 'ECDSA_SHA_256']) {
      expect(check.isGenuine(message, { ...signature, algorithm })).toBe(algorithm === signature.algorithm);
    }
    expect(check.isGenuine(message, { ...signature, value: '' })).toBe(false);
  });
}
