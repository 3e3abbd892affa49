import { describe, expect, it } from 'vitest';
import { checkAddress, isRefused } from '../../../../functions/adapters/channels/address-guard.ts';
import type { Address } from '../../../../functions/adapters/channels/address-guard.ts';

const at = (address: string): Address => ({ address, family: address.includes(':') ? 6 : 4 });
const leading = (...addresses: readonly string[]) => ({
  resolve: async () => addresses.map(at),
  isRefused,
});

describe('an address outside', () => {
  it.each([
    ['http://robot.example.com/x', 'webhook-not-https'],
    ['ftp://robot.example.com/x', 'webhook-not-https'],
    ['file:///etc/passwd', 'webhook-not-https'],
    ['robot.example.com', 'webhook-url-invalid'],
    ['https://', 'webhook-url-invalid'],
    ['https://user:pass@robot.example.com/', 'webhook-credentials'],
    ['https://user@robot.example.com/', 'webhook-credentials'],
    ['https://127.0.0.1/', 'webhook-address-literal'],
    ['https://8.8.8.8/', 'webhook-address-literal'],
    ['https://0x7f000001/', 'webhook-address-literal'],
    ['https://2130706433/', 'webhook-address-literal'],
    ['https://127.1/', 'webhook-address-literal'],
    ['https://[::1]/', 'webhook-address-literal'],
    ['https://[::ffff:169.254.169.254]/', 'webhook-address-literal'],
    ['https://127.0.0.1/', 'webhook-address-literal'],
  ])('%s is refused: %s', async (url, why) => {
    expect(await checkAddress(url, leading('93.184.216.34'))).toEqual({ kind: 'refused', why });
  });

  it.each([
    '127.0.0.1',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '100.100.100.200',
    '192.0.0.192',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001::1',
    'fd00:ec2::254',
    'fe80::1',
    'fec0::1',
    'ff02::1',
    '2001:db8::1',
  ])('a name that leads to %s is refused', async (address) => {
    const found = await checkAddress('https://robot.example.com/x', leading(address));
    expect(found).toEqual({ kind: 'refused', why: 'webhook-address-private' });
  });

  it('is refused where one of several addresses is private', async () => {
    const found = await checkAddress('https://robot.example.com/x', leading('93.184.216.34', '10.0.0.1'));
    expect(found).toEqual({ kind: 'refused', why: 'webhook-address-private' });
  });

  it('is refused where the name leads nowhere', async () => {
    const nowhere = { kind: 'refused', why: 'webhook-unresolvable' };
    expect(await checkAddress('https://robot.example.com/x', leading())).toEqual(nowhere);
    const failing = { resolve: () => Promise.reject(new Error('ENOTFOUND')), isRefused };
    expect(await checkAddress('https://robot.example.com/x', failing)).toEqual(nowhere);
  });

  it.each(['93.184.216.34', '172.32.0.1', '100.128.0.1', '2606:2800:220:1::1', '2400:3200::1'])(
    'that leads to %s is fine',
    async (address) => {
      expect(await checkAddress('https://robot.example.com/x', leading(address))).toMatchObject({
        kind: 'fine',
        address: { address },
      });
    },
  );
});
