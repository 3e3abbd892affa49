import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openCommitter } from '../../../../functions/adapters/sqlite/committer.ts';
import { openDatabase } from '../../../../functions/adapters/sqlite/open-database.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const committerModule = join(import.meta.dirname, '../../../../functions/adapters/sqlite/committer.ts');

/** A process that writes numbers without end and prints each once it is acknowledged. */
const writerScript = (file: string): string => `
  import { openCommitter } from ${JSON.stringify(committerModule)};
  const committer = openCommitter({ file: ${JSON.stringify(file)} });
  committer.db.exec('CREATE TABLE IF NOT EXISTS note (n INTEGER PRIMARY KEY)');
  let n = Number(Object.values(committer.db.prepare('SELECT coalesce(max(n), 0) FROM note').get())[0]);
  const client = async () => {
    for (;;) {
      const mine = (n += 1);
      await committer.run((db) => db.prepare('INSERT INTO note VALUES (?)').run(mine));
      process.stdout.write(mine + '\\n');
    }
  };
  for (let i = 0; i < 8; i += 1) void client();
`;

describe('data file', () => {
  it('creates missing folders, is fully synchronous and in WAL mode', () => {
    const opened = openDatabase(join(tempFolder(), 'deep/er/data.db'), 100);
    onTestFinished(() => opened.close());
    expect(opened.db.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(opened.db.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
  });

  it('opens again after it was closed, with what was written', async () => {
    const file = join(tempFolder(), 'data.db');
    const first = openCommitter({ file });
    await first.run((db) => db.exec('CREATE TABLE note (n); INSERT INTO note VALUES (7)'));
    first.close();
    const second = openCommitter({ file });
    onTestFinished(() => second.close());
    expect(second.db.prepare('SELECT n FROM note').get()).toEqual({ n: 7 });
  });

  it('refuses a second home on one file, in the same process too, and lets tools read', () => {
    const file = join(tempFolder(), 'data.db');
    const opened = openDatabase(file, 100);
    onTestFinished(() => opened.close());
    expect(() => openDatabase(file, 100)).toThrow(expect.objectContaining({ name: 'StoreInUse' }));
    const tool = new DatabaseSync(file, { readOnly: true });
    expect(tool.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 });
    tool.close();
  });

  it('keeps every acknowledged work of a process that is killed, again and again, and is free at once', async () => {
    const file = join(tempFolder(), 'data.db');
    const acknowledged: number[] = [];
    for (const enough of [1, 40, 150, 400]) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', writerScript(file)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      onTestFinished(() => void child.kill('SIGKILL'));
      const lines = createInterface({ input: child.stdout });
      const ended = Promise.all([once(child, 'exit'), once(lines, 'close')]);
      const before = acknowledged.length;
      await new Promise<void>((resolve) => {
        lines.on('line', (line) => {
          if (acknowledged.push(Number(line)) - before === enough) resolve();
        });
      });
      expect(() => openCommitter({ file })).toThrow(expect.objectContaining({ name: 'StoreInUse' }));
      child.kill('SIGKILL');
      await ended;
    }
    const committer = openCommitter({ file });
    onTestFinished(() => committer.close());
    const rows = committer.db.prepare('SELECT n FROM note').all();
    const kept = new Set(rows.map((row) => row['n']));
    expect(acknowledged.filter((n) => !kept.has(n))).toEqual([]);
    expect(committer.db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  });

  it('says which path cannot be written, and what to do', () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'a-file'), '');
    const file = join(folder, 'a-file/data.db');
    expect(() => openDatabase(file, 100)).toThrow(
      expect.objectContaining({ name: 'StoreFolderUnwritable', message: expect.stringContaining(file) }),
    );
  });

  it.skipIf(process.getuid?.() === 0)('refuses a folder without the right to write', () => {
    const folder = join(tempFolder(), 'closed');
    mkdirSync(folder, { mode: 0o500 });
    onTestFinished(() => chmodSync(folder, 0o700));
    expect(() => openDatabase(join(folder, 'data.db'), 100)).toThrow(
      expect.objectContaining({ name: 'StoreFolderUnwritable' }),
    );
  });

  it('refuses a file of a newer program', () => {
    const file = join(tempFolder(), 'data.db');
    const opened = openDatabase(file, 100);
    opened.db.exec('PRAGMA user_version = 99');
    opened.close();
    expect(() => openDatabase(file, 100)).toThrow(
      expect.objectContaining({ name: 'StoreSchemaNewer', message: expect.stringContaining('99') }),
    );
  });

  it("refuses another program's SQLite file, and what is no SQLite file, and leaves both alone", () => {
    const folder = tempFolder();
    const foreign = join(folder, 'foreign.db');
    const db = new DatabaseSync(foreign);
    db.exec('CREATE TABLE theirs (n)');
    db.close();
    writeFileSync(join(folder, 'text.db'), 'not a database at all, but long enough to have a header. '.repeat(20));
    for (const file of [foreign, join(folder, 'text.db')]) {
      expect(() => openDatabase(file, 100)).toThrow(expect.objectContaining({ name: 'StoreFileForeign' }));
    }
  });
});
