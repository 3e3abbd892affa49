import { randomInt } from 'node:crypto';
import { randomFromPool } from './random-pool.ts';
import type { Ids } from '../../ports/ids.ts';

/** No 0/O, 1/I/L, U: what is read out at a window is not misheard. */
const READABLE = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

export const randomIds: Ids = {
  unique: () => Buffer.from(randomFromPool(16)).toString('base64url'),
  readable: (length) => Array.from({ length }, () => READABLE.charAt(randomInt(READABLE.length))).join(''),
};
