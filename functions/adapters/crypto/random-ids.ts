import { randomBytes, randomInt } from 'node:crypto';
import type { Ids } from '../../ports/ids.ts';

/** No 0/O, 1/I/L, U: what is read out at a window is not misheard. */
const READABLE = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

export const randomIds: Ids = {
  unique: () => randomBytes(16).toString('base64url'),
  readable: (length) => Array.from({ length }, () => READABLE.charAt(randomInt(READABLE.length))).join(''),
};
