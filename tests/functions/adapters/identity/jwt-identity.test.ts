import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createJwtIdentity } from '../../../../functions/adapters/identity/jwt-identity.ts';
import type { Identity } from '../../../../functions/ports/identity.ts';

const NOW = Date.parse('2026-03-02T09:00:00+08:00');
const claims = { name: '窗口(演示)', roles: ['window-clerk'], unit: 'township-370502100', area: '370502100' };

let now = NOW;
let identity: Identity;
interface Wanted {
  readonly body?: object;
  readonly expires?: number;
  readonly issuer?: string;
  readonly audience?: string;
  readonly subject?: string;
}
let sign: (wanted?: Wanted) => Promise<string>;
let foreign: () => Promise<string>;

beforeAll(async () => {
  const ours = await generateKeyPair('ES256', { extractable: true });
  const theirs = await generateKeyPair('ES256', { extractable: true });
  const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(ours.publicKey)), alg: 'ES256' }] });
  identity = createJwtIdentity({ issuer: 'urn:issuer', audience: 'yimen', keys, now: () => now });
  const token = (
    key: CryptoKey,
    {
      body = claims,
      expires = NOW / 1000 + 60,
      issuer = 'urn:issuer',
      audience = 'yimen',
      subject = 'w1',
    }: Wanted = {},
  ) =>
    new SignJWT({ ...body })
      .setProtectedHeader({ alg: 'ES256' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(subject)
      .setExpirationTime(expires)
      .sign(key);
  sign = (more) => token(ours.privateKey, more);
  foreign = () => token(theirs.privateKey);
});

describe('a bearer token', () => {
  it('becomes the person it was signed for', async () => {
    expect(await identity.principal(await sign())).toEqual({ subject: 'w1', ...claims });
  });

  it('is no good when foreign, damaged, for somebody else or of another issuer', async () => {
    expect(await identity.principal(await foreign())).toBeUndefined();
    expect(await identity.principal(`${await sign()}x`)).toBeUndefined();
    expect(await identity.principal('nonsense')).toBeUndefined();
    expect(await identity.principal(await sign({ audience: 'other' }))).toBeUndefined();
    expect(await identity.principal(await sign({ issuer: 'urn:other' }))).toBeUndefined();
  });

  it('is no good without what a principal needs', async () => {
    for (const missing of ['roles', 'unit', 'area']) {
      const body = Object.fromEntries(Object.entries(claims).filter(([name]) => name !== missing));
      expect(await identity.principal(await sign({ body }))).toBeUndefined();
    }
    expect(await identity.principal(await sign({ body: { ...claims, roles: ['mayor'] } }))).toBeUndefined();
  });

  it('loses the roles that this house does not know', async () => {
    const body = { ...claims, roles: ['mayor', 'window-clerk'] };
    expect((await identity.principal(await sign({ body })))?.roles).toEqual(['window-clerk']);
  });

  it('ends when it expires, also after it was remembered', async () => {
    const token = await sign({ subject: 'w2' });
    expect(await identity.principal(token)).toBeDefined();
    now = NOW + 61_000;
    expect(await identity.principal(token)).toBeUndefined();
    now = NOW;
  });

  it('is refused unsigned', async () => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const body = { ...claims, sub: 'w1', iss: 'urn:issuer', aud: 'yimen', exp: NOW / 1000 + 60 };
    expect(await identity.principal(`${part({ alg: 'none' })}.${part(body)}.`)).toBeUndefined();
  });
});

describe('an issuer that does not answer', () => {
  it('is a failure of the house, no fault of the token', async () => {
    const keys = () => Promise.reject(new TypeError('fetch failed'));
    const cutOff = createJwtIdentity({ issuer: 'urn:issuer', audience: 'yimen', keys, now: () => now });
    await expect(cutOff.principal(await sign())).rejects.toMatchObject({ name: 'IssuerKeysUnavailable' });
    expect(await cutOff.principal('no.token.atall')).toBeUndefined();
  });
});
