import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sealEnvelope, openEnvelope } from '../../../../functions/adapters/crypto/envelope.ts';
import type { MasterKey } from '../../../../functions/adapters/crypto/master-key.ts';
import { createVault } from '../../../../functions/adapters/crypto/vault.ts';
import { VaultError } from '../../../../functions/ports/vault-error.ts';

/** A master key in memory that counts its work and can fail. */
const memoryMasterKey = () => {
  const key = randomBytes(32);
  const calls = { unwrapped: 0, failNext: false };
  const masterKey: MasterKey = {
    generate: async (scope) => {
      const plain = randomBytes(32);
      return { plain, wrapped: sealEnvelope('m1', key, [scope], plain) };
    },
    unwrap: async (scope, wrapped) => {
      calls.unwrapped += 1;
      if (calls.failNext) {
        calls.failNext = false;
        throw new VaultError('VaultUnavailable', 'The key service sleeps.');
      }
      return openEnvelope('m1', key, [scope], wrapped);
    },
  };
  return { masterKey, calls };
};

const setup = (cache: { size?: number; ttlMs?: number } = {}) => {
  const clock = { now: 1_722_556_800_000 };
  const { masterKey, calls } = memoryMasterKey();
  const blindIndexKey = { version: 1, key: new Uint8Array(32).fill(7) };
  const make = () => createVault({ masterKey, blindIndexKey, time: { now: () => clock.now }, cache });
  return { vault: make(), fresh: make, clock, calls };
};

const broken = { name: 'SealBroken' };

describe('vault', () => {
  it('opens what it sealed, whatever the text', async () => {
    const { vault } = setup();
    const key = await vault.createDataKey('HH#1');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string(), async (plain, binding) => {
        const context = { scope: 'HH#1', key, binding };
        expect(await vault.open(context, await vault.seal(context, plain))).toBe(plain);
      }),
    );
  });

  it('opens in another process what this one sealed', async () => {
    const { vault, fresh } = setup();
    const context = { scope: 'HH#1', key: await vault.createDataKey('HH#1'), binding: 'CASE#1|FACTS' };
    expect(await fresh().open(context, await vault.seal(context, '住房'))).toBe('住房');
  });

  it('never shows the text, and never seals one text twice alike', async () => {
    const { vault } = setup();
    const context = { scope: 'HH#1', key: await vault.createDataKey('HH#1'), binding: 'b' };
    const [one, two] = [await vault.seal(context, 'plainly visible'), await vault.seal(context, 'plainly visible')];
    expect(one).not.toBe(two);
    expect(one).toMatch(/^e1\.A256GCM\.[\w-]{16}\.[\w-]+\.[\w-]{22}$/);
    expect(Buffer.from(one.split('.')[3]!, 'base64url').toString('latin1')).not.toContain('visible');
  });

  it('refuses another binding, another household and another key', async () => {
    const { vault } = setup();
    const context = { scope: 'HH#1', key: await vault.createDataKey('HH#1'), binding: 'CASE#1|FACTS' };
    const sealed = await vault.seal(context, 'secret');
    const otherKey = await vault.createDataKey('HH#1');
    const foreign = await vault.createDataKey('HH#2');
    for (const change of [
      { binding: 'CASE#1|OTHER' },
      { scope: 'HH#2' },
      { key: otherKey },
      { scope: 'HH#2', key: foreign },
    ]) {
      await expect(vault.open({ ...context, ...change }, sealed)).rejects.toMatchObject(broken);
    }
  });

  it('refuses a text changed in any one character, cut off or made up', async () => {
    const { vault } = setup();
    const context = { scope: 'HH#1', key: await vault.createDataKey('HH#1'), binding: 'b' };
    const sealed = await vault.seal(context, 'some sensitive fact');
    await fc.assert(
      fc.asyncProperty(
        fc.nat(sealed.length - 1),
        fc.constantFrom('a', 'Z', '0', '9', '-', '_', '.', '=', '!', ' '),
        async (at, character) => {
          fc.pre(sealed[at] !== character);
          const damaged = sealed.slice(0, at) + character + sealed.slice(at + 1);
          await expect(vault.open(context, damaged)).rejects.toMatchObject(broken);
        },
      ),
    );
    for (const text of [
      '',
      'e1',
      sealed.slice(0, -1),
      `${sealed}A`,
      `${sealed}.`,
      sealed.replace('A256GCM', 'SM4GCM'),
    ]) {
      await expect(vault.open(context, text)).rejects.toMatchObject(broken);
    }
  });

  it('cannot open anything of a household once its wrapped key is gone', async () => {
    const { vault } = setup();
    const key = await vault.createDataKey('HH#1');
    const sealed = await vault.seal({ scope: 'HH#1', key, binding: 'b' }, 'secret');
    const replacement = await vault.createDataKey('HH#1');
    await expect(vault.open({ scope: 'HH#1', key: replacement, binding: 'b' }, sealed)).rejects.toMatchObject(broken);
    await expect(vault.open({ scope: 'HH#1', key: '', binding: 'b' }, sealed)).rejects.toMatchObject(broken);
  });

  describe('key cache', () => {
    it('unwraps a key once for many seals at once, and again when its time is over', async () => {
      const { vault, fresh, clock, calls } = setup({ ttlMs: 1000 });
      const context = { scope: 'HH#1', key: await vault.createDataKey('HH#1'), binding: 'b' };
      const other = fresh();
      await Promise.all(Array.from({ length: 20 }, () => other.seal(context, 'x')));
      expect(calls.unwrapped).toBe(1);
      clock.now += 999;
      await other.seal(context, 'x');
      expect(calls.unwrapped).toBe(1);
      clock.now += 1;
      await other.seal(context, 'x');
      expect(calls.unwrapped).toBe(2);
    });

    it('does not trust an entry from the future after the clock was set back', async () => {
      const { vault, clock, calls } = setup();
      const context = { scope: 'HH#1', key: await vault.createDataKey('HH#1'), binding: 'b' };
      clock.now -= 1;
      await vault.seal(context, 'x');
      expect(calls.unwrapped).toBe(1);
    });

    it('lets the key unused for longest go first', async () => {
      const { vault, calls } = setup({ size: 2 });
      const contexts: { scope: string; key: string; binding: string }[] = [];
      for (const scope of ['HH#1', 'HH#2']) {
        contexts.push({ scope, key: await vault.createDataKey(scope), binding: 'b' });
      }
      const [first, second] = contexts;
      await vault.seal(first!, 'x');
      await vault.createDataKey('HH#3');
      await vault.seal(first!, 'x');
      expect(calls.unwrapped).toBe(0);
      await vault.seal(second!, 'x');
      expect(calls.unwrapped).toBe(1);
    });

    it('does not remember a failure', async () => {
      const { vault, fresh, calls } = setup();
      const context = { scope: 'HH#1', key: await vault.createDataKey('HH#1'), binding: 'b' };
      const other = fresh();
      calls.failNext = true;
      await expect(other.seal(context, 'x')).rejects.toMatchObject({ name: 'VaultUnavailable' });
      await expect(other.seal(context, 'x')).resolves.toMatch(/^e1\./);
    });
  });

  describe('blind index', () => {
    it('is equal for equal values, and different by value, purpose and key', () => {
      const { vault, fresh } = setup();
      const value = vault.blindIndex('person', 'one value');
      expect(value).toMatch(/^h1:[\w-]{43}$/);
      expect(fresh().blindIndex('person', 'one value')).toBe(value);
      const { masterKey } = memoryMasterKey();
      const otherKey = createVault({
        masterKey,
        blindIndexKey: { version: 2, key: new Uint8Array(32).fill(8) },
        time: { now: () => 0 },
      });
      const others = [
        vault.blindIndex('person', 'another value'),
        vault.blindIndex('token', 'one value'),
        otherKey.blindIndex('person', 'one value'),
      ];
      expect(new Set([value, ...others]).size).toBe(4);
      expect(others[2]).toMatch(/^h2:/);
    });

    it('refuses a short key', () => {
      const { masterKey } = memoryMasterKey();
      const blindIndexKey = { version: 1, key: new Uint8Array(16) };
      expect(() => createVault({ masterKey, blindIndexKey, time: { now: () => 0 } })).toThrow(/16 bytes; at least 32/);
    });
  });
});
