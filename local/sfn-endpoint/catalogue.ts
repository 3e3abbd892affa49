/**
 * What the API keeps beside the engine: versions, aliases, tags and settings of state machines. A machine that has none
 * of them has no entry. The file is written whole, and renamed into its place once it is durable.
 */
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';
import { isObject, type JsonObject } from '../engine/json.ts';

const json = z.custom<JsonObject>(isObject);
const version = z.object({
  number: z.number().int(),
  /** The engine's revision. */
  revision: z.string(),
  revisionId: z.string(),
  description: z.string().optional(),
  createdAt: z.number(),
});
const alias = z.object({
  name: z.string(),
  description: z.string(),
  routes: z.array(z.object({ versionArn: z.string(), weight: z.number() })),
  createdAt: z.number(),
  updatedAt: z.number(),
});
const machine = z.object({
  tags: z.record(z.string(), z.string()).optional(),
  logging: json.optional(),
  tracing: json.optional(),
  /** Of the last update; absent before the first. */
  revisionId: z.string().optional(),
  /** Numbers are never used again. */
  lastVersion: z.number().int().optional(),
  versions: z.array(version).optional(),
  aliases: z.array(alias).optional(),
});
const file = z.object({ machines: z.record(z.string(), machine) });

export type Version = z.infer<typeof version>;
export type Alias = z.infer<typeof alias>;
/** Nothing in it is changed in place. */
export type MachineEntry = z.infer<typeof machine>;

export class Catalogue {
  readonly #path: string | undefined;
  readonly #machines: Map<string, MachineEntry>;
  #writing: Promise<void> = Promise.resolve();

  constructor(path: string | undefined, machines: Map<string, MachineEntry>) {
    this.#path = path;
    this.#machines = machines;
  }

  /** Without a path it lives in memory. Throws where the file is no catalogue. */
  static async open(path?: string): Promise<Catalogue> {
    if (path === undefined) return new Catalogue(undefined, new Map());
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return new Catalogue(path, new Map());
      throw error;
    }
    let given: unknown;
    try {
      given = JSON.parse(text);
    } catch {
      given = undefined;
    }
    const read = file.safeParse(given);
    if (!read.success)
      throw new Error(`${path} is not a catalogue of this endpoint. Restore it from a backup; nothing was changed.`);
    return new Catalogue(path, new Map(Object.entries(read.data.machines)));
  }

  of(machineArn: string): MachineEntry {
    return this.#machines.get(machineArn) ?? {};
  }

  /** In memory at once, so that of two requests the second sees the first; resolves when it is durable. */
  put(machineArn: string, entry: MachineEntry): Promise<void> {
    this.#machines.set(machineArn, entry);
    return this.#write();
  }

  async remove(machineArn: string): Promise<void> {
    if (this.#machines.delete(machineArn)) await this.#write();
  }

  close(): Promise<void> {
    return this.#writing;
  }

  #write(): Promise<void> {
    const path = this.#path;
    if (path === undefined) return Promise.resolve();
    const next = this.#writing.then(() => this.#writeFile(path));
    this.#writing = next.catch(() => undefined);
    return next;
  }

  async #writeFile(path: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    const temporary = `${path}.new`;
    const handle = await open(temporary, 'w');
    try {
      await handle.writeFile(JSON.stringify({ machines: Object.fromEntries(this.#machines) }));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
    const folder = await open(dirname(path), 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }
}
