import { errors, jwtVerify } from 'jose';
import type { JWTVerifyGetKey } from 'jose';
import * as z from 'zod';
import { roles } from '../../domain/authority/principal.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import { areaCodeSchema } from '../../domain/values/area-code.ts';
import { unitIdSchema } from '../../domain/values/ids.ts';
import type { Identity } from '../../ports/identity.ts';

export interface JwtIdentityOptions {
  readonly issuer: string;
  readonly audience: string;
  /** Of `jose`: a local key set, or a remote one that caches. */
  readonly keys: JWTVerifyGetKey;
  /** Real time, epoch ms: tokens age by the wall clock, also where a demo's clock was moved. */
  readonly now: () => number;
}

/** Claims that make a person a principal. Roles that this house does not know are left out. */
const claims = z.object({
  sub: z.string().min(1).max(80),
  name: z.string().max(80).default(''),
  roles: z
    .array(z.string())
    .transform((given) => roles.filter((role) => given.includes(role)))
    .refine((known) => known.length > 0),
  unit: unitIdSchema,
  area: areaCodeSchema,
  exp: z.number(),
});

const REMEMBERED = 5000;
/** Symmetric algorithms and `none` are out: whoever can verify must not be able to sign. */
const ALGORITHMS = ['ES256', 'RS256', 'PS256', 'EdDSA'];

/** The issuer's keys could not be had: nobody's token can be judged, which is no fault of the token. */
class IssuerKeysUnavailable extends Error {
  override readonly name = 'IssuerKeysUnavailable';
}

/** Tells a token that names no key of the issuer from an issuer that does not answer. */
const withFailuresNamed =
  (keys: JWTVerifyGetKey): JWTVerifyGetKey =>
  async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      if (
        error instanceof errors.JWKSNoMatchingKey ||
        error instanceof errors.JWKSMultipleMatchingKeys ||
        error instanceof errors.JOSENotSupported
      )
        throw error;
      throw new IssuerKeysUnavailable('the key set of the token issuer could not be read', { cause: error });
    }
  };

/**
 * Verified tokens are remembered until they expire, because a signature check costs more than the rest of a request.
 * `principal` throws `IssuerKeysUnavailable` where the issuer's key set cannot be read.
 */
export function createJwtIdentity({ issuer, audience, keys, now }: JwtIdentityOptions): Identity {
  const keySet = withFailuresNamed(keys);
  const remembered = new Map<string, { readonly principal: Principal; readonly until: number }>();
  return {
    async principal(token) {
      const known = remembered.get(token);
      if (known !== undefined && known.until > now()) return known.principal;
      remembered.delete(token);
      const payload = await jwtVerify(token, keySet, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        currentDate: new Date(now()),
        requiredClaims: ['sub', 'exp'],
      }).then(
        (verified) => verified.payload,
        (error: unknown) => {
          if (error instanceof IssuerKeysUnavailable) throw error;
          return undefined;
        },
      );
      const parsed = claims.safeParse(payload);
      if (!parsed.success) return undefined;
      const { sub, exp, ...rest } = parsed.data;
      const principal: Principal = { subject: sub, ...rest };
      if (remembered.size >= REMEMBERED) remembered.clear();
      remembered.set(token, { principal, until: exp * 1000 });
      return principal;
    },
  };
}
