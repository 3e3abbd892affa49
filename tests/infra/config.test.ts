import { describe, expect, it } from 'vitest';
import { readConfig } from '../../infra/config.ts';

describe('readConfig', () => {
  it('gives each partition its region', () => {
    expect(readConfig({})).toMatchObject({ partition: 'aws', region: 'eu-west-1' });
    expect(readConfig({ partition: 'aws-cn' })).toMatchObject({ partition: 'aws-cn', region: 'cn-northwest-1' });
  });

  it('finds the keys of an issuer where OIDC puts them', () => {
    expect(readConfig({ issuer: 'https://id.example.org/realms/civil/' }).jwksUrl).toBe(
      'https://id.example.org/realms/civil/.well-known/jwks.json',
    );
    expect(readConfig({ issuer: 'https://id.example.org', jwksUrl: 'https://id.example.org/keys' }).jwksUrl).toBe(
      'https://id.example.org/keys',
    );
  });

  it.each([
    [{ partition: 'aws-cn', region: 'eu-west-1' }, /region must be a region of the partition.*eu-west-1/],
    [{ partition: 'aws', region: 'cn-north-1' }, /region must be a region of the partition.*cn-north-1/],
    [{ partition: 'aws-iso' }, /partition .*aws-iso/],
    [{ account: '12' }, /account must be the 12 digits/],
    [{ domain: 'aid.example.org' }, /domain and certificate are given together/],
    [{ domain: 'AID', certificate: '123e4567-e89b-42d3-a456-426614174000' }, /domain must be a host name/],
    [{ domain: 'aid.example.org', certificate: 'x' }, /certificate must be the id of a certificate in ACM/],
    [{ stage: 'demo' }, /stage .*demo/],
    [{ issuer: 'http://id.example.org' }, /issuer must be an https address/],
    [{ alarmsTo: 'nobody' }, /alarmsTo must be an https address or an e-mail address/],
  ])('refuses %j and says why', (given, message) => {
    expect(() => readConfig(given)).toThrow(
      expect.objectContaining({ name: 'ConfigInvalid', message: expect.stringMatching(message) }),
    );
  });
});
