import { createHash, randomBytes } from 'node:crypto';
import type { KeyFile } from '../../functions/adapters/crypto/key-file.ts';

/**
 * Keys for a town that lives in memory and holds invented people only: data keys stand beside what they seal. The blind
 * index follows the seed, so that people have the same ids in every run.
 */
export function sealedInMemory(seed: number): KeyFile {
  return {
    masterKey: {
      generate: async () => {
        const plain = randomBytes(32);
        return { plain, wrapped: plain.toString('base64') };
      },
      unwrap: async (_scope, wrapped) => Buffer.from(wrapped, 'base64'),
    },
    blindIndexKey: { version: 1, key: createHash('sha256').update(`simulation ${seed}`).digest() },
  };
}
