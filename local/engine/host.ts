/** What the pure rules take from this process besides time and randomness. */
import { createHash } from 'node:crypto';
import type { Sources } from './ports.ts';

export const hash: Sources['hash'] = (algorithm, text) =>
  createHash(algorithm.replace('SHA-', 'SHA')).update(text).digest('hex');

// oxlint-disable-next-line no-restricted-globals -- only to stop expressions that run away; no result depends on it
export const stopwatch = (): number => performance.now();
