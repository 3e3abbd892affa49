import { DecryptCommand, GenerateDataKeyCommand, InvalidCiphertextException, KMSClient } from '@aws-sdk/client-kms';
import { mockClient } from 'aws-sdk-client-mock';
import 'aws-sdk-client-mock-vitest/extend';
import { afterEach, describe, expect, it } from 'vitest';
import { kmsGenerate } from '../../../../functions/adapters/crypto/kms-generate.ts';
import { kmsUnwrap } from '../../../../functions/adapters/crypto/kms-unwrap.ts';

const kms = mockClient(KMSClient);
const options = { client: new KMSClient({ region: 'cn-northwest-1' }), keyId: 'alias/yimen' };
const masterKey = { generate: kmsGenerate(options), unwrap: kmsUnwrap(options) };
const plain = new Uint8Array(32).fill(3);
const blob = new Uint8Array([1, 2, 3]);

afterEach(() => kms.reset());

describe('KMS master key', () => {
  it('asks for an AES-256 data key under the scope as context', async () => {
    kms.on(GenerateDataKeyCommand).resolves({ Plaintext: plain, CiphertextBlob: blob });
    expect(await masterKey.generate('HH#1')).toEqual({ plain, wrapped: 'kms1.AQID' });
    expect(kms).toHaveReceivedCommandWith(GenerateDataKeyCommand, {
      KeyId: 'alias/yimen',
      KeySpec: 'AES_256',
      EncryptionContext: { app: 'yimen', scope: 'HH#1' },
    });
  });

  it('unwraps under the same context', async () => {
    kms.on(DecryptCommand).resolves({ Plaintext: plain });
    expect(await masterKey.unwrap('HH#1', 'kms1.AQID')).toEqual(plain);
    expect(kms).toHaveReceivedCommandWith(DecryptCommand, {
      KeyId: 'alias/yimen',
      CiphertextBlob: Buffer.from(blob),
      EncryptionContext: { app: 'yimen', scope: 'HH#1' },
    });
  });

  it('calls a text of another household, or one damaged, broken for good', async () => {
    kms.on(DecryptCommand).rejects(new InvalidCiphertextException({ message: 'no', $metadata: {} }));
    await expect(masterKey.unwrap('HH#2', 'kms1.AQID')).rejects.toMatchObject({ name: 'SealBroken' });
  });

  it('does not ask KMS about a text that KMS did not wrap', async () => {
    await expect(masterKey.unwrap('HH#1', '1.k1.A256GCM.x.y.z')).rejects.toMatchObject({ name: 'SealBroken' });
    expect(kms).not.toHaveReceivedAnyCommand();
  });

  it.each([['ThrottlingException'], ['KMSInternalException'], ['AccessDeniedException']])(
    'calls %s unavailable, with its cause',
    async (name) => {
      const cause = Object.assign(new Error('later'), { name });
      kms.on(DecryptCommand).rejects(cause);
      kms.on(GenerateDataKeyCommand).rejects(cause);
      await expect(masterKey.unwrap('HH#1', 'kms1.AQID')).rejects.toMatchObject({ name: 'VaultUnavailable', cause });
      await expect(masterKey.generate('HH#1')).rejects.toMatchObject({ name: 'VaultUnavailable', cause });
    },
  );

  it('does not take a key of another length, or none', async () => {
    kms.on(DecryptCommand).resolves({ Plaintext: new Uint8Array(16) });
    kms.on(GenerateDataKeyCommand).resolves({ Plaintext: plain });
    await expect(masterKey.unwrap('HH#1', 'kms1.AQID')).rejects.toMatchObject({ name: 'VaultUnavailable' });
    await expect(masterKey.generate('HH#1')).rejects.toMatchObject({ name: 'VaultUnavailable' });
  });
});
