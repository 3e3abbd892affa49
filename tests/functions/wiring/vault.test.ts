import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, it } from 'vitest';
import { kmsGenerate } from '../../../functions/adapters/crypto/kms-generate.ts';
import { noVault } from '../../../functions/wiring/no-vault.ts';
import { openSealingVault, openVault } from '../../../functions/wiring/vault.ts';

const kms = mockClient(KMSClient);
afterEach(() => kms.reset());

const environment = { VAULT_KEY_ID: 'key-1', BLIND_INDEX_KEY: Buffer.from('wrapped').toString('base64') };
const context = { scope: 'H-1', binding: 'CASE#1|FACTS' };

describe('openVault', () => {
  it("asks KMS for the index's key under its own context, once", async () => {
    kms.on(DecryptCommand).resolves({ Plaintext: new Uint8Array(32).fill(7) });
    const vault = await openVault(environment);
    expect(vault.blindIndex('person', 'x')).toMatch(/^h1:/);
    expect(vault.blindIndex('person', 'x')).toBe(vault.blindIndex('person', 'x'));
    expect(kms.commandCalls(DecryptCommand).map(({ args }) => args[0].input)).toEqual([
      {
        KeyId: 'key-1',
        CiphertextBlob: Buffer.from('wrapped'),
        EncryptionContext: { app: 'yimen', scope: 'blind-index' },
      },
    ]);
  });

  it('says so where KMS does not answer', async () => {
    kms.on(DecryptCommand).rejects(Object.assign(new Error('no'), { name: 'AccessDeniedException' }));
    await expect(openVault(environment)).rejects.toMatchObject({
      name: 'VaultUnavailable',
      message: expect.stringContaining('AccessDeniedException'),
    });
  });
});

describe('openSealingVault', () => {
  it('seals and opens, but looks nobody up', async () => {
    kms
      .on(GenerateDataKeyCommand)
      .resolves({ Plaintext: new Uint8Array(32).fill(1), CiphertextBlob: new Uint8Array([1]) });
    const vault = openSealingVault(environment, kmsGenerate);
    const key = await vault.createDataKey('H-1');
    const sealed = await vault.seal({ ...context, key }, '低保');
    await expect(vault.open({ ...context, key }, sealed)).resolves.toBe('低保');
    expect(() => vault.blindIndex('person', 'x')).toThrow(expect.objectContaining({ name: 'VaultUnavailable' }));
  });
});

describe('a vault without the call that makes keys', () => {
  it('opens under keys that are known, and makes none', async () => {
    kms.on(DecryptCommand).resolves({ Plaintext: new Uint8Array(32).fill(1) });
    const vault = openSealingVault(environment);
    const known = { ...context, key: 'kms1.AQ' };
    await expect(vault.open(known, await vault.seal(known, '低保'))).resolves.toBe('低保');
    await expect(vault.createDataKey('H-1')).rejects.toMatchObject({ name: 'VaultUnavailable' });
    expect(kms.commandCalls(GenerateDataKeyCommand)).toEqual([]);
  });
});

describe('noVault', () => {
  it('does nothing at all', async () => {
    await expect(noVault.createDataKey('H-1')).rejects.toMatchObject({ name: 'VaultUnavailable' });
    await expect(noVault.open({ ...context, key: 'k' }, 's')).rejects.toMatchObject({ name: 'VaultUnavailable' });
    expect(() => noVault.blindIndex('person', 'x')).toThrow(/given no keys/);
  });
});
