import { createRemoteJWKSet } from 'jose';
import { createJwtIdentity } from '../adapters/identity/jwt-identity.ts';
import type { Identity } from '../ports/identity.ts';
import { identitySettings, readEnvironment } from './environment.ts';
import type { Environment } from './environment.ts';

/** Verifies again what the gateway's authorizer has let through: two walls, one set of keys, cached while it stands. */
export function openIdentity(environment: Environment): Identity {
  const { ISSUER: issuer, AUDIENCE: audience, JWKS_URL } = readEnvironment(identitySettings, environment);
  return createJwtIdentity({ issuer, audience, keys: createRemoteJWKSet(new URL(JWKS_URL)), now: Date.now });
}
