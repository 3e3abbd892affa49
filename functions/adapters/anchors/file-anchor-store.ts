import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AnchorStore } from '../../ports/anchor-store.ts';
import { syncPath } from '../lake/durable.ts';
import { anchorName, anchorNumber } from './anchor-name.ts';

/**
 * Anchors as files that nobody may write (0400). It keeps accidents and this program from writing over one, and no insider:
 * copy the folder to where other people are in charge.
 */
export function fileAnchorStore(folder: string): AnchorStore {
  return {
    async numbers() {
      const names = await orElse('ENOENT', readdir(folder), []);
      return names.flatMap((name) => anchorNumber(name) ?? []).toSorted((a, b) => a - b);
    },
    read: (number) => orElse('ENOENT', readFile(join(folder, anchorName(number))), undefined),
    async put(number, content) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, anchorName(number));
      // One that a killed process leaves behind is in nobody's way, and is no anchor.
      const half = `${path}.${randomUUID()}.tmp`;
      const handle = await open(half, 'wx', 0o400);
      try {
        await handle.writeFile(content);
        await handle.sync();
      } finally {
        await handle.close();
      }
      // A rename would replace what is there; a link is refused, and is one step all the same.
      const isTaken = await orElse(
        'EEXIST',
        link(half, path).then(() => false),
        true,
      );
      await rm(half, { force: true });
      await syncPath(folder);
      return !isTaken;
    },
  };
}

async function orElse<T, E>(code: string, promise: Promise<T>, otherwise: E): Promise<T | E> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === code) return otherwise;
    throw error;
  }
}
