import type { BlindIndexKey } from './blind-index.ts';
import { KeyFileError } from './key-file-error.ts';
import { dataKeyBytes } from './master-key.ts';

/** Old master keys stay in the ring for as long as a data key is wrapped by them. */
export interface KeyRing {
  readonly current: { readonly version: string; readonly key: Uint8Array };
  readonly masterKeys: ReadonlyMap<string, Uint8Array>;
  readonly blindIndexKey: BlindIndexKey;
}

type Fields = { readonly [name: string]: unknown };

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `{ format, currentMasterKey, masterKeys: { version: base64 }, blindIndexKey: { version, key: base64 } }`. */
export const parseKeyRing = (file: string, text: string): KeyRing => {
  // The content is secret: a message names the place, never the value.
  const broken = (problem: string): KeyFileError =>
    new KeyFileError('KeyFileBroken', `The key file ${file} ${problem}. Restore it from its back-up.`);
  const fieldsOf = (value: unknown, name: string): Fields => {
    if (!isFields(value)) throw broken(`has no object "${name}"`);
    return value;
  };
  const keyOf = (value: unknown, name: string): Uint8Array => {
    const key = typeof value === 'string' ? Buffer.from(value, 'base64') : undefined;
    if (key?.length !== dataKeyBytes) throw broken(`has no ${dataKeyBytes}-byte base64 key at "${name}"`);
    return key;
  };
  const parse = (): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      throw broken('is not JSON');
    }
  };

  const root = fieldsOf(parse(), 'keys');
  if (root['format'] !== 'yimen-keys') throw broken('is not of format "yimen-keys"');
  const masterKeys = new Map<string, Uint8Array>();
  for (const [version, value] of Object.entries(fieldsOf(root['masterKeys'], 'masterKeys'))) {
    if (!/^[0-9]{1,6}$/.test(version)) throw broken(`has a master key version "${version}" that is not a number`);
    masterKeys.set(version, keyOf(value, `masterKeys.${version}`));
  }
  const version = root['currentMasterKey'];
  const current = typeof version === 'string' ? masterKeys.get(version) : undefined;
  if (typeof version !== 'string' || current === undefined) {
    throw broken('names no existing "currentMasterKey"');
  }
  const blind = fieldsOf(root['blindIndexKey'], 'blindIndexKey');
  if (typeof blind['version'] !== 'number' || !Number.isInteger(blind['version'])) {
    throw broken('has no whole number at "blindIndexKey.version"');
  }
  return {
    current: { version, key: current },
    masterKeys,
    blindIndexKey: { version: blind['version'], key: keyOf(blind['key'], 'blindIndexKey.key') },
  };
};
