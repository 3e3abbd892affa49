import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Execution } from '../../../../local/engine/execution.ts';
import { fileJournal, JournalDamaged } from '../../../../local/engine/journal/file.ts';
import { encodeRecord, readRecords, stampRecord } from '../../../../local/engine/journal/records.ts';
import { journalContract } from '../journal-contract.ts';

const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'engine-journal-'));
  folders.push(made);
  return made;
};
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true });
});

journalContract('file', () => {
  const path = folder();
  return { open: () => Promise.resolve(fileJournal(path)) };
});
journalContract('file, a new segment every few records', () => {
  const path = folder();
  return { open: () => Promise.resolve(fileJournal(path, { segmentBytes: 2_000 })) };
});

const execution = (name: string, events = 0): Execution => ({
  arn: `arn:${name}`,
  name,
  machineArn: 'arn:m',
  machineName: 'm',
  revision: 'r',
  roleArn: '',
  type: 'STANDARD',
  input: null,
  startedAt: 1,
  status: 'RUNNING',
  events,
  lastBranch: 0,
  lastTask: 0,
  branches: {},
});

/** Three appends and no close: what a killed process leaves. */
async function written(path: string): Promise<string> {
  const elsewhere = folder();
  const journal = fileJournal(elsewhere);
  await journal.open();
  for (const name of ['a', 'b', 'c'])
    await journal.append([{ kind: 'execution', execution: execution(name), history: [] }]);
  cpSync(elsewhere, path, { recursive: true });
  await journal.close();
  return join(
    path,
    readdirSync(path).find((name) => name.startsWith('journal-'))!,
  );
}

/** The names of the open executions, read and closed again. */
async function namesIn(path: string, onNotice: (notice: string) => void = () => {}): Promise<string[]> {
  const journal = fileJournal(path, { onNotice });
  const { open } = await journal.open();
  await journal.close();
  return open.map(({ name }) => name);
}

describe('fileJournal', () => {
  it('reads what was acknowledged though it was never closed', async () => {
    const path = folder();
    await written(path);
    expect(await namesIn(path)).toEqual(['a', 'b', 'c']);
  });

  it('cuts an unfinished last record off, says so, and goes on behind it', async () => {
    const path = folder();
    const log = await written(path);
    const size = readFileSync(log).length;
    truncateSync(log, size - 5);
    const notices: string[] = [];
    const journal = fileJournal(path, { onNotice: (notice) => notices.push(notice) });
    expect((await journal.open()).open.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(notices).toEqual([expect.stringContaining('unfinished write')]);
    await journal.append([{ kind: 'execution', execution: execution('d'), history: [] }]);
    await journal.close();
    expect(await namesIn(path)).toEqual(['a', 'b', 'd']);
  });

  it('refuses a log that is broken before whole records', async () => {
    const path = folder();
    const log = await written(path);
    const bytes = readFileSync(log);
    bytes[30] = (bytes[30] ?? 0) ^ 0xff;
    writeFileSync(log, bytes);
    await expect(fileJournal(path).open()).rejects.toThrow(JournalDamaged);
    expect(readFileSync(log)).toEqual(bytes);
  });

  it('reads the whole log where the checkpoint is broken', async () => {
    const path = folder();
    const first = fileJournal(path);
    await first.open();
    await first.append([{ kind: 'execution', execution: execution('a'), history: [] }]);
    await first.close();
    writeFileSync(join(path, 'checkpoint'), 'nonsense');
    const notices: string[] = [];
    expect(await namesIn(path, (notice) => notices.push(notice))).toEqual(['a']);
    expect(notices).toEqual([expect.stringContaining('checkpoint')]);
  });

  it('appends of one moment share an fsync', async () => {
    const journal = fileJournal(folder());
    await journal.open();
    await Promise.all(
      Array.from({ length: 500 }, (_, i) =>
        journal.append([{ kind: 'execution', execution: execution(`e${i}`), history: [] }]),
      ),
    );
    expect(journal.syncs).toBeLessThan(5);
    await journal.close();
  });
});

describe('readRecords', () => {
  const value = fc.oneof(
    fc.array(fc.jsonValue(), { maxLength: 4 }),
    fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 4 }),
  );
  const json = (v: unknown): unknown => JSON.parse(JSON.stringify(v));

  it('gives back what was encoded', () => {
    fc.assert(
      fc.property(fc.array(value), (values) => {
        const { records, rest } = readRecords(Buffer.concat(values.map(encodeRecord)));
        expect(rest).toBeUndefined();
        expect(records.map((record) => record.value)).toEqual(values.map(json));
      }),
    );
  });

  it('of a file cut anywhere gives the records before the cut and calls the rest torn', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), fc.nat(), (values, seed) => {
        const encoded = values.map(encodeRecord);
        const file = Buffer.concat(encoded);
        const cut = seed % file.length;
        const { records, end, rest } = readRecords(file.subarray(0, cut));
        let whole = 0;
        let bytes = 0;
        for (const record of encoded) {
          if (bytes + record.length > cut) break;
          bytes += record.length;
          whole++;
        }
        expect(records).toHaveLength(whole);
        expect(end).toBe(bytes);
        expect(rest).toBe(bytes === cut ? undefined : 'torn');
      }),
    );
  });

  it('never takes a flipped bit for a record', () => {
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 5 }),
        fc.nat(),
        fc.integer({ min: 0, max: 7 }),
        (values, seed, bit) => {
          const file = Buffer.concat(values.map(encodeRecord));
          const at = seed % file.length;
          file[at] = (file[at] ?? 0) ^ (1 << bit);
          const { records, rest } = readRecords(file);
          expect(rest).toBeDefined();
          expect(records.map((record) => record.value)).toEqual(values.slice(0, records.length).map(json));
        },
      ),
    );
  });

  it('calls a group that lost its first record torn, and an earlier group that lost one damaged', () => {
    const group = [encodeRecord({ a: 1 }), encodeRecord({ b: 2 })];
    stampRecord(group[1]!, group[0]!.length);
    const later = encodeRecord({ c: 3 });
    const broken = Buffer.concat(group);
    broken[14] = 0;
    expect(readRecords(broken)).toMatchObject({ end: 0, rest: 'torn' });
    expect(readRecords(Buffer.concat([broken, later]))).toMatchObject({ end: 0, rest: 'damaged' });
  });

  it('reads any bytes without throwing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(readRecords(Buffer.from(bytes)).end).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});
