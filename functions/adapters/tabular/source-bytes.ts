import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import type { TableSource } from '../../ports/tables.ts';

/** As they are on the disk; a file is never read whole. */
export async function* bytesOf(source: TableSource): AsyncGenerator<Uint8Array> {
  if (source.kind === 'bytes') yield source.bytes;
  else for await (const chunk of createReadStream(source.path, { highWaterMark: 1 << 20 })) yield chunk;
}

export async function firstBytes(source: TableSource, most: number): Promise<Uint8Array> {
  if (source.kind === 'bytes') return source.bytes.subarray(0, most);
  const file = await open(source.path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

export const sizeOf = async (source: TableSource): Promise<number> =>
  source.kind === 'bytes' ? source.bytes.length : (await stat(source.path)).size;

export async function sha256Of(source: TableSource): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of bytesOf(source)) hash.update(chunk);
  return hash.digest('hex');
}
