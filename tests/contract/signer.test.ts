import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import type { SignCommandInput } from '@aws-sdk/client-kms';
import { mockClient } from 'aws-sdk-client-mock';
import 'aws-sdk-client-mock-vitest/extend';
import { describe, expect, it } from 'vitest';
import { kmsPublicKey, kmsSigner } from '../../functions/adapters/crypto/kms-signer.ts';
import { openSigningKey } from '../../functions/adapters/crypto/signing-key-file.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { signerContract } from './signer.contract.ts';

describe('a signing key in a file', () => {
  signerContract(async () => {
    const folder = tempFolder();
    return openSigningKey({ file: `${folder}/keys/town.signing.pem`, dataFolder: `${folder}/data`, isNew: true });
  });
});

/**
 * KMS as its documentation has it: of a digest of 32 bytes it makes a DER signature. Node hashes what it signs, so the
 * messages of the test are found again by their digest.
 */
function fakeKms(messages: readonly Uint8Array[]) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const client = new KMSClient({ region: 'cn-northwest-1' });
  const mock = mockClient(client);
  mock.on(GetPublicKeyCommand).resolves({ PublicKey: publicKey.export({ type: 'spki', format: 'der' }) });
  mock.on(SignCommand).callsFake(({ Message }: SignCommandInput) => {
    const message = messages.find((one) => createHash('sha256').update(one).digest().equals(Message!));
    return { Signature: sign('sha256', message!, privateKey) };
  });
  return { client, mock };
}

describe('a signing key in KMS', () => {
  const messages = [Buffer.from('{"number":1}'), Buffer.alloc(10_000, 7)];
  signerContract(async () => {
    const key = { client: fakeKms(messages).client, keyId: 'signing-key' };
    const publicKey = await kmsPublicKey(key);
    return { signer: kmsSigner(key, publicKey), publicKey };
  });

  it('is asked to sign a digest by the one algorithm that the role may use', async () => {
    const { client, mock } = fakeKms(messages);
    const key = { client, keyId: 'signing-key' };
    const { keyId } = await kmsSigner(key, await kmsPublicKey(key)).sign(messages[0]!);
    expect(keyId).toMatch(/^[0-9a-f]{64}$/);
    expect(mock).toHaveReceivedCommandWith(SignCommand, {
      KeyId: 'signing-key',
      MessageType: 'DIGEST',
      SigningAlgorithm: 'ECDSA_SHA_256',
      Message: createHash('sha256').update(messages[0]!).digest(),
    });
  });
});
