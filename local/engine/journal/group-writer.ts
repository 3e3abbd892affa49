/** Appends records to a file; those that come while a write is under way share the next write and its fsync. */
import type { FileHandle } from 'node:fs/promises';
import { stampRecord } from './records.ts';

interface Waiting {
  readonly data: Buffer;
  /** Called with the offset of `data` in the file once it is durable. */
  readonly resolve: (offset: number) => void;
  readonly reject: (error: unknown) => void;
}

export class GroupWriter {
  readonly #file: FileHandle;
  #size: number;
  #waiting: Waiting[] = [];
  #running: Promise<void> | undefined;
  #failure: unknown;
  /** Fsyncs so far. */
  syncs = 0;

  constructor(file: FileHandle, size: number) {
    this.#file = file;
    this.#size = size;
  }

  get size(): number {
    return this.#size;
  }

  /** Resolves, in the order of the calls, with the offset at which the data begin. */
  append(data: Buffer): Promise<number> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ data, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Everything appended is durable. */
  async drained(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    // A turn of the event loop: appends of the same turn share the first write already.
    await Promise.resolve();
    while (this.#waiting.length > 0 && this.#failure === undefined) {
      const group = this.#waiting;
      this.#waiting = [];
      try {
        let before = 0;
        for (const { data } of group) {
          stampRecord(data, before);
          before += data.length;
        }
        await this.#file.appendFile(Buffer.concat(group.map(({ data }) => data)));
        await this.#file.datasync();
        this.syncs++;
      } catch (error) {
        this.#failure = error;
        for (const { reject } of [...group, ...this.#waiting]) reject(error);
        this.#waiting = [];
        break;
      }
      for (const { data, resolve } of group) {
        resolve(this.#size);
        this.#size += data.length;
      }
    }
    this.#running = undefined;
  }
}
