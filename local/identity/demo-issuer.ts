import { createLocalJWKSet, exportJWK, exportPKCS8, generateKeyPair, importPKCS8, SignJWT } from 'jose';
import { createPublicKey } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createJwtIdentity } from '../../functions/adapters/identity/jwt-identity.ts';
import type { Identity } from '../../functions/ports/identity.ts';
import { demoPeople } from './demo-people.ts';

export interface DemoIssuer {
  readonly identity: Identity;
  /** A token of eight hours for a demo person; undefined for anybody else. */
  signIn(user: string): Promise<string | undefined>;
}

const ISSUER = 'urn:yimen:demo-issuer';
const AUDIENCE = 'yimen';
const HOURS = 8;

/** Signs in the demo people; its key lies beside the demo data, so that tokens outlive a restart. */
export async function openDemoIssuer(keyFile: string, now: () => number = Date.now): Promise<DemoIssuer> {
  const privateKey = await signingKey(keyFile);
  const jwk = await exportJWK(createPublicKey(await exportPKCS8(privateKey)));
  const keys = createLocalJWKSet({ keys: [{ ...jwk, alg: 'ES256' }] });
  return {
    identity: createJwtIdentity({ issuer: ISSUER, audience: AUDIENCE, keys, now }),
    async signIn(user) {
      const person = demoPeople.find((candidate) => candidate.user === user);
      if (person === undefined) return undefined;
      const issuedAt = Math.floor(now() / 1000);
      return new SignJWT({ name: person.name, roles: [...person.roles], unit: person.unit, area: person.area })
        .setProtectedHeader({ alg: 'ES256' })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(person.user)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + HOURS * 3600)
        .sign(privateKey);
    },
  };
}

async function signingKey(file: string) {
  if (existsSync(file)) return importPKCS8(readFileSync(file, 'utf8'), 'ES256', { extractable: true });
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  writeFileSync(file, await exportPKCS8(privateKey), { mode: 0o600 });
  return privateKey;
}
