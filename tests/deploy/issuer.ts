import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createServer } from 'node:https';
import { once } from 'node:events';
import { demoPeople } from '../../local/identity/demo-people.ts';
import { selfSigned } from '../support/self-signed.ts';

export const AUDIENCE = 'yimen';

export interface Issuer {
  readonly url: string;
  /** PEM: whoever is to believe the issuer must trust this certificate. */
  readonly certificate: string;
  /** As `POST /demo/sign-in` gives it; undefined for anybody else. */
  tokenOf(user: string): Promise<string> | undefined;
  close(): Promise<void>;
}

const HOURS = 8;
const KEY_ID = 'test';

/**
 * An OIDC issuer of the demo people: https, discovery, key set, and `POST /demo/sign-in` as the demo town has it. It signs RS256, because
 * the gateway's authorizer takes RSA signatures only.
 */
export async function startIssuer(): Promise<Issuer> {
  const { key, cert } = selfSigned('localhost');
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const keys = [{ ...(await exportJWK(publicKey)), alg: 'RS256', kid: KEY_ID, use: 'sig' }];
  let url = '';
  const tokenOf = (user: unknown): Promise<string> | undefined => {
    const person = demoPeople.find((candidate) => candidate.user === user);
    if (person === undefined) return undefined;
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ name: person.name, roles: [...person.roles], unit: person.unit, area: person.area })
      .setProtectedHeader({ alg: 'RS256', kid: KEY_ID })
      .setIssuer(url)
      .setAudience(AUDIENCE)
      .setSubject(person.user)
      .setIssuedAt(now)
      .setExpirationTime(now + HOURS * 3600)
      .sign(privateKey);
  };
  const answer = async (path: string, body: string): Promise<object | undefined> => {
    switch (path) {
      case '/.well-known/openid-configuration':
        return { issuer: url, jwks_uri: `${url}/.well-known/jwks.json` };
      case '/.well-known/jwks.json':
        return { keys };
      case '/demo/sign-in': {
        const asked: unknown = JSON.parse(body);
        const token = await tokenOf(typeof asked === 'object' && asked !== null && 'user' in asked ? asked.user : '');
        return token === undefined ? undefined : { token };
      }
      default:
        return undefined;
    }
  };
  const server = createServer({ key, cert }, (request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      void answer(request.url ?? '', Buffer.concat(parts).toString())
        .catch(() => undefined)
        .then((found) => {
          response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/json' });
          response.end(JSON.stringify(found ?? {}));
        });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `https://localhost:${typeof address === 'object' && address !== null ? address.port : 0}`;
  return {
    url,
    certificate: cert,
    tokenOf,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
