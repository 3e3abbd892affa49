/**
 * A journal in one folder of its own. Segments `journal-N.log` are only ever appended to and hold every entry; histories
 * are read from them. `checkpoint` holds what a start needs and the place up to which it speaks, so that a restart reads
 * the checkpoint and the tail behind it. It is written at `close` and whenever a segment is full.
 */
import { mkdir, open, readdir, readFile, rename, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Execution } from '../execution.ts';
import type { HistoryEvent } from '../history.ts';
import { isObject } from '../json.ts';
import { FileIndex, isEntries, isList, type Place } from './file-index.ts';
import { GroupWriter } from './group-writer.ts';
import type { ExecutionPage, ExecutionQuery, Journal, JournalEntry, Recovered } from './journal.ts';
import { encodeRecord, HEAD, readRecords } from './records.ts';

export interface FileJournalOptions {
  /** Told what a crash left behind and was cut off, and of a checkpoint that could not be used. */
  readonly onNotice?: (notice: string) => void;
  /** Bytes after which a new segment begins. */
  readonly segmentBytes?: number;
}

/** The storage holds something that no crash explains; nothing was changed. */
export class JournalDamaged extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'JournalDamaged';
  }
}

const SEGMENT_BYTES = 256 * 1024 * 1024;
const SEGMENT = /^journal-(\d{8})\.log$/;
const CHECKPOINT = 'checkpoint';

export class FileJournal implements Journal {
  readonly #folder: string;
  readonly #segmentBytes: number;
  readonly #notice: (notice: string) => void;
  #index = new FileIndex();
  readonly #files = new Map<number, FileHandle>();
  #segment = 0;
  #writer: GroupWriter | undefined;
  #rolling: Promise<void> | undefined;
  #held: (() => void)[] = [];

  constructor(folder: string, options: FileJournalOptions = {}) {
    this.#folder = folder;
    this.#segmentBytes = options.segmentBytes ?? SEGMENT_BYTES;
    this.#notice = options.onNotice ?? ((): void => {});
  }

  /** Fsyncs of the segment in use. */
  get syncs(): number {
    return this.#writer?.syncs ?? 0;
  }

  async open(): Promise<Recovered> {
    await mkdir(this.#folder, { recursive: true });
    const numbers = (await readdir(this.#folder))
      .flatMap((name) => SEGMENT.exec(name)?.[1] ?? [])
      .map(Number)
      .toSorted((a, b) => a - b);
    const from = await this.#readCheckpoint(numbers);
    for (const number of numbers) {
      const last = number === numbers.at(-1);
      if (number >= from.segment) await this.#readSegment(number, number === from.segment ? from.offset : 0, last);
    }
    await this.#use(numbers.at(-1) ?? 1);
    const { machines, current, open: running } = this.#index;
    return { machines: [...machines.values()], current: new Map(current), open: [...running.values()] };
  }

  async #readSegment(number: number, offset: number, last: boolean): Promise<void> {
    const path = this.#path(number);
    const bytes = await readFile(path);
    const { records, end, rest } = readRecords(bytes.subarray(offset));
    if (rest !== undefined && (rest === 'damaged' || !last)) {
      throw new JournalDamaged(
        `${path} is damaged at byte ${offset + end}: whole records follow a broken one, so acknowledged work would be lost. Restore the folder from a backup; nothing was changed.`,
      );
    }
    for (const { value, start, length } of records) {
      if (!isEntries(value))
        throw new JournalDamaged(`${path} holds a record at byte ${offset + start} that this engine did not write.`);
      this.#index.apply(value, [number, offset + start, length]);
    }
    if (rest === undefined) return;
    // Cut off, so that the next record does not stand behind it. It was never acknowledged.
    const file = await open(path, 'r+');
    await file.truncate(offset + end);
    await file.sync();
    await file.close();
    this.#notice(
      `${path}: the last ${bytes.length - offset - end} bytes were an unfinished write and were cut off. It had not been acknowledged.`,
    );
  }

  append(entries: readonly JournalEntry[]): Promise<void> {
    const record = encodeRecord(entries);
    if (this.#rolling === undefined) return this.#write(entries, record);
    return new Promise((resolve, reject) => {
      this.#held.push(() => void this.#write(entries, record).then(resolve, reject));
    });
  }

  async #write(entries: readonly JournalEntry[], record: Buffer): Promise<void> {
    const writer = this.#writer;
    if (writer === undefined) throw new Error(`The journal in ${this.#folder} is not open.`);
    const segment = this.#segment;
    const start = await writer.append(record);
    this.#index.apply(entries, [segment, start + HEAD, record.length - HEAD]);
    if (writer.size >= this.#segmentBytes) this.#rolling ??= this.#roll(writer);
  }

  /** Appends that come meanwhile are held back and then made in their order. */
  async #roll(full: GroupWriter): Promise<void> {
    await full.drained();
    await this.#use(this.#segment + 1);
    await this.#writeCheckpoint();
    this.#rolling = undefined;
    const held = this.#held;
    this.#held = [];
    for (const write of held) write();
  }

  execution(arn: string): Promise<Execution | undefined> {
    const running = this.#index.open.get(arn);
    return running === undefined ? this.#closedExecution(arn) : Promise.resolve(running);
  }

  async #closedExecution(arn: string): Promise<Execution | undefined> {
    const place = this.#index.places.get(arn)?.at(-1);
    if (place === undefined) return undefined;
    for (const entry of await this.#read(place))
      if (entry.kind === 'execution' && entry.execution.arn === arn) return entry.execution;
    return undefined;
  }

  async history(arn: string, after: number, limit: number): Promise<readonly HistoryEvent[]> {
    const events: HistoryEvent[] = [];
    for (const place of this.#index.places.get(arn) ?? []) {
      if (events.length >= limit) break;
      for (const entry of await this.#read(place)) {
        if (entry.kind === 'execution' && entry.execution.arn === arn)
          events.push(...entry.history.filter(({ id }) => id > after));
      }
    }
    return events.slice(0, limit);
  }

  async list({ machineArn, status, limit, after }: ExecutionQuery): Promise<ExecutionPage> {
    const all = [
      ...[...this.#index.open.values()].map((execution) => ({ ...execution })),
      ...[...this.#index.closed].map(([arn, closed]) => ({ arn, ...closed })),
    ]
      .filter((found) => found.machineArn === machineArn && (status === undefined || found.status === status))
      .toSorted((a, b) => b.startedAt - a.startedAt || (a.arn < b.arn ? -1 : 1));
    const from = after === undefined ? 0 : all.findIndex(({ arn }) => arn === after) + 1;
    const page = all.slice(from, from + limit);
    const executions: Execution[] = [];
    for (const { arn } of page) {
      const execution = await this.execution(arn);
      if (execution !== undefined) executions.push(execution);
    }
    const last = page.at(-1);
    return from + limit < all.length && last !== undefined ? { executions, next: last.arn } : { executions };
  }

  async close(): Promise<void> {
    if (this.#writer === undefined) return;
    while (this.#rolling !== undefined) await this.#rolling;
    await this.#writer.drained();
    await this.#writeCheckpoint();
    this.#writer = undefined;
    for (const file of this.#files.values()) await file.close();
    this.#files.clear();
  }

  // ---- files

  #path(number: number): string {
    return join(this.#folder, `journal-${String(number).padStart(8, '0')}.log`);
  }

  async #use(number: number): Promise<void> {
    const file = await open(this.#path(number), 'a+');
    await this.#syncFolder();
    this.#files.set(number, file);
    this.#segment = number;
    this.#writer = new GroupWriter(file, (await file.stat()).size);
  }

  /** A new name is durable only once its folder is. */
  async #syncFolder(): Promise<void> {
    const folder = await open(this.#folder, 'r');
    await folder.sync();
    await folder.close();
  }

  async #read([segment, start, length]: Place): Promise<readonly JournalEntry[]> {
    let file = this.#files.get(segment);
    if (file === undefined) {
      file = await open(this.#path(segment), 'r');
      this.#files.set(segment, file);
    }
    const body = Buffer.allocUnsafe(length);
    await file.read(body, 0, length, start);
    const entries: unknown = JSON.parse(body.toString());
    if (!isEntries(entries))
      throw new JournalDamaged(`${this.#path(segment)} changed at byte ${start} since it was read.`);
    return entries;
  }

  // ---- checkpoint

  async #writeCheckpoint(): Promise<void> {
    const temporary = join(this.#folder, `${CHECKPOINT}.new`);
    const file = await open(temporary, 'w');
    const head = { segment: this.#segment, offset: this.#writer?.size ?? 0 };
    let parts: Buffer[] = [encodeRecord(head)];
    let bytes = 0;
    for (const line of this.#index.lines()) {
      const part = encodeRecord(line);
      parts.push(part);
      bytes += part.length;
      if (bytes < 1_048_576) continue;
      await file.appendFile(Buffer.concat(parts));
      parts = [];
      bytes = 0;
    }
    parts.push(encodeRecord({ end: true }));
    await file.appendFile(Buffer.concat(parts));
    await file.sync();
    await file.close();
    await rename(temporary, join(this.#folder, CHECKPOINT));
    await this.#syncFolder();
  }

  /** Where the log is to be read from. A checkpoint that is not whole is not used: the log says all of it. */
  async #readCheckpoint(numbers: readonly number[]): Promise<{ segment: number; offset: number }> {
    const start = { segment: 0, offset: 0 };
    let bytes: Buffer;
    try {
      bytes = await readFile(join(this.#folder, CHECKPOINT));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return start;
      throw error;
    }
    const { records, rest } = readRecords(bytes);
    const [head, ...lines] = records.map(({ value }) => value);
    const index = new FileIndex();
    const whole =
      rest === undefined &&
      isObject(lines.at(-1)) &&
      lines.slice(0, -1).every((line) => isList(line) && index.read(line));
    const segment = isObject(head) ? head['segment'] : undefined;
    const offset = isObject(head) ? head['offset'] : undefined;
    if (!whole || typeof segment !== 'number' || typeof offset !== 'number' || !numbers.includes(segment)) {
      this.#notice(`${join(this.#folder, CHECKPOINT)} is not whole; the whole log is read instead.`);
      return start;
    }
    this.#index = index;
    return { segment, offset };
  }
}

export const fileJournal = (folder: string, options?: FileJournalOptions): FileJournal =>
  new FileJournal(folder, options);
