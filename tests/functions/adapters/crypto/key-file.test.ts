import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createKeyFile, loadKeyFile } from '../../../../functions/adapters/crypto/key-file.ts';
import { createVault } from '../../../../functions/adapters/crypto/vault.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const setup = () => {
  const folder = tempFolder();
  const dataFolder = join(folder, 'data');
  mkdirSync(dataFolder);
  return { folder, dataFolder, place: { file: join(folder, 'keys/yimen.json'), dataFolder } };
};

const named = (name: string, message?: RegExp) =>
  expect.objectContaining({ name, ...(message === undefined ? {} : { message: expect.stringMatching(message) }) });

describe('key file', () => {
  it('is created for its owner alone', () => {
    const { place } = setup();
    createKeyFile(place);
    expect(statSync(place.file).mode & 0o777).toBe(0o600);
  });

  it('opens after a restart what was sealed before it', async () => {
    const { place } = setup();
    createKeyFile(place);
    const start = () => createVault({ ...loadKeyFile(place), time: { now: () => 0 } });
    const before = start();
    const context = { scope: 'HH#1', key: await before.createDataKey('HH#1'), binding: 'b' };
    const sealed = await before.seal(context, 'fact');
    expect(await start().open(context, sealed)).toBe('fact');
    expect(start().blindIndex('person', 'x')).toBe(before.blindIndex('person', 'x'));
  });

  it('keeps opening data keys of an older master key after a new one was made current', async () => {
    const { place } = setup();
    createKeyFile(place);
    const old = loadKeyFile(place).masterKey;
    const { plain, wrapped } = await old.generate('HH#1');
    const content = JSON.parse(readFileSync(place.file, 'utf8'));
    content.masterKeys['2'] = Buffer.alloc(32, 9).toString('base64');
    content.currentMasterKey = '2';
    writeFileSync(place.file, JSON.stringify(content));
    const rotated = loadKeyFile(place).masterKey;
    expect(await rotated.unwrap('HH#1', wrapped)).toEqual(plain);
    const { wrapped: wrappedAnew } = await rotated.generate('HH#1');
    expect(wrappedAnew).toMatch(/^2\.k1\.A256GCM\./);
    await expect(old.unwrap('HH#1', wrappedAnew)).rejects.toMatchObject({ name: 'SealBroken' });
  });

  it('is never written over', () => {
    const { place } = setup();
    createKeyFile(place);
    const before = readFileSync(place.file, 'utf8');
    expect(() => createKeyFile(place)).toThrow(named('KeyFileExists'));
    expect(readFileSync(place.file, 'utf8')).toBe(before);
  });

  it('says when it is missing', () => {
    expect(() => loadKeyFile(setup().place)).toThrow(named('KeyFileMissing', /back-up/));
  });

  it.each([0o640, 0o604, 0o644, 0o620])('is refused with mode %o, with the remedy', (mode) => {
    const { place } = setup();
    createKeyFile(place);
    chmodSync(place.file, mode);
    expect(() => loadKeyFile(place)).toThrow(named('KeyFileUnsafe', new RegExp(`0${mode.toString(8)}.*chmod 600`)));
  });

  it('is refused inside the data folder, also through a link, and none is made there', () => {
    const { folder, dataFolder } = setup();
    const inside = join(dataFolder, 'deep/keys.json');
    expect(() => createKeyFile({ file: inside, dataFolder })).toThrow(named('KeyFileUnsafe', /inside the data folder/));
    expect(existsSync(inside)).toBe(false);
    symlinkSync(dataFolder, join(folder, 'link'));
    const linked = { file: join(folder, 'link/keys.json'), dataFolder };
    expect(() => createKeyFile(linked)).toThrow(named('KeyFileUnsafe'));
    expect(() => createKeyFile({ file: inside, dataFolder: join(folder, 'link') })).toThrow(named('KeyFileUnsafe'));
  });

  it('may stand in a folder whose name merely begins like the data folder', () => {
    const { dataFolder } = setup();
    const place = { file: `${dataFolder}-keys/keys.json`, dataFolder };
    createKeyFile(place);
    expect(loadKeyFile(place).blindIndexKey.version).toBe(1);
  });

  const key = Buffer.alloc(32, 1).toString('base64');
  const good = {
    format: 'yimen-keys',
    currentMasterKey: '1',
    masterKeys: { '1': key },
    blindIndexKey: { version: 1, key },
  };
  it.each<[string, unknown]>([
    ['no JSON', '{'],
    ['a list', []],
    ['another format', { ...good, format: 'other' }],
    ['a short master key', { ...good, masterKeys: { '1': 'AAAA' } }],
    ['a current version that is not there', { ...good, currentMasterKey: '2' }],
    ['a version that is no number', { ...good, masterKeys: { '1': key, x: key } }],
    ['no blind index key', { ...good, blindIndexKey: undefined }],
    ['a blind index key without version', { ...good, blindIndexKey: { key } }],
  ])('is refused with %s, and no key is repeated in the message', (_, content) => {
    const { place } = setup();
    mkdirSync(join(place.file, '..'));
    writeFileSync(place.file, typeof content === 'string' ? content : JSON.stringify(content), { mode: 0o600 });
    expect(() => loadKeyFile(place)).toThrow(named('KeyFileBroken', /back-up/));
    expect(() => loadKeyFile(place)).not.toThrow(new RegExp(key.slice(0, 12)));
  });
});
