import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Until it returns, a crash of the machine may lose the file or its name. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A rename is one step for every reader, and survives a crash once the folder is on the disk. */
export async function moveDurably(from: string, to: string): Promise<void> {
  await syncPath(from);
  await rename(from, to);
  await syncPath(dirname(to));
}

/** Readers see the text before or the new one, never a part. */
export async function writeDurably(path: string, text: string): Promise<void> {
  const half = `${path}.${process.pid}.tmp`;
  const handle = await open(half, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(half, path);
  await syncPath(dirname(path));
}
