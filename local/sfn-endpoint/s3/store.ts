/** Buckets and objects as folders and files: `FOLDER/BUCKET/KEY`, each key encoded into one file name. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface StoredObject {
  readonly key: string;
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
}

/** AWS's rule for names; it also keeps them inside the folder. */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const PARTIAL = '.part';

const missing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';
/** A point at the beginning is encoded too, so that no key is `..` or looks like a partial file. */
const fileOf = (key: string): string => encodeURIComponent(key).replace(/^\./, '%2E');

export class ObjectStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  static validBucket(bucket: string): boolean {
    return BUCKET.test(bucket) && !bucket.includes('..');
  }

  async createBucket(bucket: string): Promise<void> {
    await mkdir(this.#path(bucket), { recursive: true });
  }

  /** Undefined where there is no such bucket. */
  async list(bucket: string, prefix = ''): Promise<readonly StoredObject[] | undefined> {
    let files: string[];
    try {
      files = await readdir(this.#path(bucket));
    } catch (error) {
      if (missing(error)) return undefined;
      throw error;
    }
    const keys = files.filter((file) => !file.startsWith('.')).map((file) => decodeURIComponent(file));
    const found = keys.filter((key) => key.startsWith(prefix)).toSorted();
    return Promise.all(
      found.map(async (key) => {
        const { size, mtimeMs } = await stat(join(this.#path(bucket), fileOf(key)));
        return { key, size, modifiedAt: mtimeMs };
      }),
    );
  }

  /** Undefined where there is none. */
  async get(bucket: string, key: string): Promise<Buffer | undefined> {
    try {
      return await readFile(join(this.#path(bucket), fileOf(key)));
    } catch (error) {
      if (missing(error)) return undefined;
      throw error;
    }
  }

  /** False where there is no such bucket. Readers see the old object or the new one, never a part. */
  async put(bucket: string, key: string, body: Buffer): Promise<boolean> {
    const temporary = join(this.#path(bucket), `.${randomUUID()}${PARTIAL}`);
    try {
      await writeFile(temporary, body, { flush: true });
    } catch (error) {
      if (missing(error)) return false;
      throw error;
    }
    await rename(temporary, join(this.#path(bucket), fileOf(key)));
    return true;
  }

  async delete(bucket: string, key: string): Promise<void> {
    await rm(join(this.#path(bucket), fileOf(key)), { force: true });
  }

  #path(bucket: string): string {
    if (!ObjectStore.validBucket(bucket)) throw new Error(`'${bucket}' is no name of a bucket.`);
    return join(this.#folder, bucket);
  }
}
