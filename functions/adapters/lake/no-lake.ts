import type { Lake } from '../../ports/lake.ts';

/** A home to which no department delivers. */
export const noLake: Lake = {
  latest: () => Promise.resolve(undefined),
  versions: () => Promise.resolve([]),
  files: () => Promise.resolve([]),
};
