import { randomBytes } from 'node:crypto';
import type { Random } from './ports.ts';

const POOL = 4_096;

/** From the system's generator, drawn in pools: a draw costs no system call. */
export function systemRandom(): Random {
  let pool = Buffer.alloc(0);
  let at = 0;
  const draw = (bytes: number): Buffer => {
    if (at + bytes > pool.length) {
      pool = randomBytes(Math.max(POOL, bytes));
      at = 0;
    }
    at += bytes;
    return pool.subarray(at - bytes, at);
  };
  return {
    float: () => draw(6).readUIntBE(0, 6) / 2 ** 48,
    hex: (bytes) => draw(bytes).toString('hex'),
  };
}

/** For tests and simulations: the same seed gives the same run. Guessable, so never for a real engine. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  return {
    float: () => next() / 2 ** 32,
    hex: (bytes) => Array.from({ length: bytes }, () => (next() >>> 24).toString(16).padStart(2, '0')).join(''),
  };
}
