import { describe, expect, it } from 'vitest';
import {
  identitySettings,
  machineSettings,
  readEnvironment,
  storeSettings,
} from '../../../functions/wiring/environment.ts';

describe('readEnvironment', () => {
  it('reads what is named and leaves the rest of the environment alone', () => {
    expect(readEnvironment(storeSettings, { TABLE_NAME: 'yimen', HOME: '/root' })).toEqual({ TABLE_NAME: 'yimen' });
    expect(readEnvironment(machineSettings, { MACHINE_ARNS: '{"application":"arn:x"}' })).toEqual({
      MACHINE_ARNS: { application: 'arn:x' },
    });
  });

  it.each([
    [storeSettings, {}, /TABLE_NAME/],
    [storeSettings, { TABLE_NAME: '' }, /TABLE_NAME/],
    [
      identitySettings,
      { ISSUER: 'http://id', AUDIENCE: 'a', JWKS_URL: 'https://id/keys' },
      /ISSUER: must be an https address/,
    ],
    [machineSettings, { MACHINE_ARNS: '{secret' }, /MACHINE_ARNS: must be JSON/],
    [machineSettings, { MACHINE_ARNS: '["secret"]' }, /MACHINE_ARNS/],
  ])('names what is missing or wrong, without repeating its value', (schema, given, message) => {
    const read = () => readEnvironment(schema, given);
    expect(read).toThrow(
      expect.objectContaining({ name: 'EnvironmentError', message: expect.stringMatching(message) }),
    );
    expect(read).not.toThrow(/secret/);
  });
});
