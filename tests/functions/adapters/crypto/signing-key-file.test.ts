import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSigningKey, publicKeyFileOf } from '../../../../functions/adapters/crypto/signing-key-file.ts';
import { signatureCheck } from '../../../../functions/adapters/crypto/signature-check.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const setup = () => {
  const folder = tempFolder();
  const dataFolder = join(folder, 'data');
  mkdirSync(dataFolder);
  return { place: { file: join(folder, 'keys/town.signing.pem'), dataFolder }, dataFolder };
};
const named = (name: string) => expect.objectContaining({ name });

describe('the file of the signing key', () => {
  it('is made for its owner alone, with the public half for everybody beside it', () => {
    const { place } = setup();
    const { publicKey } = openSigningKey({ ...place, isNew: true });
    expect(statSync(place.file).mode & 0o777).toBe(0o600);
    const beside = publicKeyFileOf(place.file);
    expect(statSync(beside).mode & 0o777).toBe(0o644);
    expect(readFileSync(beside, 'utf8')).toBe(publicKey);
    expect(publicKey).toContain('BEGIN PUBLIC KEY');
  });

  it('signs after a restart as it did before, and puts the public half back', async () => {
    const { place } = setup();
    const before = openSigningKey({ ...place, isNew: true });
    rmSync(publicKeyFileOf(place.file));
    const after = openSigningKey({ ...place, isNew: false });
    const message = Buffer.from('m');
    expect(signatureCheck([before.publicKey]).isGenuine(message, await after.signer.sign(message))).toBe(true);
    expect(existsSync(publicKeyFileOf(place.file))).toBe(true);
  });

  it('is not made anew where something was signed with one that is gone', () => {
    const { place } = setup();
    expect(() => openSigningKey({ ...place, isNew: false })).toThrow(named('KeyFileMissing'));
    expect(existsSync(place.file)).toBe(false);
  });

  it('is refused inside the data, readable by others, or where it is no such key', () => {
    const { place, dataFolder } = setup();
    expect(() => openSigningKey({ file: join(dataFolder, 'k.pem'), dataFolder, isNew: true })).toThrow(
      named('KeyFileUnsafe'),
    );
    openSigningKey({ ...place, isNew: true });
    chmodSync(place.file, 0o644);
    expect(() => openSigningKey({ ...place, isNew: false })).toThrow(named('KeyFileUnsafe'));
    chmodSync(place.file, 0o600);
    writeFileSync(place.file, 'nothing');
    expect(() => openSigningKey({ ...place, isNew: false })).toThrow(named('KeyFileBroken'));
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    writeFileSync(place.file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    expect(() => openSigningKey({ ...place, isNew: false })).toThrow(named('KeyFileBroken'));
  });
});
