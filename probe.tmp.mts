import { createServer } from 'node:https';
import { writeFileSync } from 'node:fs';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { selfSigned } from './tests/support/self-signed.ts';
import { demoPeople } from './local/identity/demo-people.ts';
const { key, cert } = selfSigned('localhost');
writeFileSync('/tmp/ms/issuer/ca.pem', cert);
const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
const jwk = { ...(await exportJWK(publicKey)), alg: 'RS256', kid: 'k1', use: 'sig' };
const ISSUER = 'https://localhost:8443';
createServer({ key, cert }, async (q, s) => {
  const send = (x: unknown) => { s.writeHead(200, { 'content-type': 'application/json' }); s.end(JSON.stringify(x)); };
  if (q.url === '/.well-known/openid-configuration') return send({ issuer: ISSUER, jwks_uri: `${ISSUER}/.well-known/jwks.json` });
  if (q.url === '/.well-known/jwks.json') return send({ keys: [jwk] });
  if (q.url === '/demo/sign-in') {
    let b = ''; for await (const c of q) b += c;
    const p = demoPeople.find((d) => d.user === JSON.parse(b).user)!;
    const now = Math.floor(Date.now() / 1000);
    return send({ token: await new SignJWT({ name: p.name, roles: [...p.roles], unit: p.unit, area: p.area }).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).setIssuer(ISSUER).setAudience('yimen').setSubject(p.user).setIssuedAt(now).setExpirationTime(now + 8 * 3600).sign(privateKey) });
  }
  s.writeHead(404); s.end();
}).listen(8443, '127.0.0.1', () => console.log('issuer up'));
