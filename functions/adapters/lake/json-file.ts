import { readFile } from 'node:fs/promises';
import type * as z from 'zod';

/** Undefined where there is no such file. Throws `LakeBroken` where it is not what the lake writes. */
export async function readJson<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S> | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new LakeBroken(`${path} is not what the lake writes; restore it from a back-up.`, { cause: error });
  }
}

export class LakeBroken extends Error {
  override readonly name = 'LakeBroken';
}
