import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  type Committer,
  type CommitterOptions,
  openCommitter,
} from '../../../../functions/adapters/sqlite/committer.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const open = (options: Partial<CommitterOptions> = {}): Committer & { readonly file: string } => {
  const file = join(tempFolder(), 'data.db');
  const committer = openCommitter({ file, ...options });
  onTestFinished(() => committer.close());
  committer.db.exec('CREATE TABLE note (id TEXT PRIMARY KEY, n INTEGER)');
  return { ...committer, file };
};

const insert = (committer: Committer, id: string, n = 0): Promise<string> =>
  committer.run((db) => {
    db.prepare('INSERT INTO note VALUES (?, ?)').run(id, n);
    return id;
  });

const ids = (db: DatabaseSync): unknown[] =>
  db
    .prepare('SELECT id FROM note ORDER BY id')
    .all()
    .map((row) => row['id']);

describe('committer', () => {
  it('answers once the work is committed, as another connection sees', async () => {
    const committer = open();
    const other = new DatabaseSync(committer.file, { readOnly: true });
    onTestFinished(() => other.close());
    const running = insert(committer, 'a');
    expect(ids(other)).toEqual([]);
    expect(await running).toBe('a');
    expect(ids(other)).toEqual(['a']);
  });

  it('commits the works of one tick together, in order, and answers in order', async () => {
    const committer = open();
    const answers: string[] = [];
    await Promise.all(['c', 'a', 'b'].map(async (id) => answers.push(await insert(committer, id))));
    expect(answers).toEqual(['c', 'a', 'b']);
    expect(committer.stats()).toEqual({ works: 3, groups: 1, commits: 1, largestGroup: 3 });
  });

  it('shows a work what the works before it in the group wrote', async () => {
    const committer = open();
    const [, seen] = await Promise.all([insert(committer, 'a'), committer.run(ids)]);
    expect(seen).toEqual(['a']);
  });

  it('counts no physical commit for a group that wrote nothing', async () => {
    const committer = open();
    await committer.run(() => undefined);
    expect(committer.stats()).toMatchObject({ works: 1, groups: 1, commits: 0 });
  });

  it('undoes a work that throws, and keeps its neighbours, each applied once', async () => {
    const committer = open();
    const failing = committer.run((db) => {
      db.exec("INSERT INTO note VALUES ('bad', 1); UPDATE note SET n = n + 100");
      throw new RangeError('no such luck');
    });
    const results = await Promise.allSettled([
      insert(committer, 'a'),
      failing,
      committer.run((db) => db.exec('UPDATE note SET n = n + 1')),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    await expect(failing).rejects.toThrow(new RangeError('no such luck'));
    expect(committer.db.prepare('SELECT id, n FROM note').all()).toEqual([{ id: 'a', n: 1 }]);
    expect(committer.stats().commits).toBe(1);
  });

  it('keeps exactly the works that did not throw, whatever the mixture', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }), async (outcomes) => {
        const committer = openCommitter({ file: ':memory:' });
        committer.db.exec('CREATE TABLE note (id TEXT PRIMARY KEY, n INTEGER)');
        const results = await Promise.allSettled(
          outcomes.map((ok, n) =>
            committer.run((db) => {
              db.prepare('INSERT INTO note VALUES (?, ?)').run(String(n).padStart(2, '0'), n);
              if (!ok) throw new Error(`work ${n}`);
              return n;
            }),
          ),
        );
        const kept = outcomes.flatMap((ok, n) => (ok ? [n] : []));
        expect(results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))).toEqual(kept);
        expect(ids(committer.db).map(Number)).toEqual(kept);
        committer.close();
      }),
      { numRuns: 50 },
    );
  });

  describe('gathering', () => {
    const longest = 60_000;
    const tick = () => new Promise((resolve) => setImmediate(resolve));
    /** A group of `size` works in one tick, which sets the expectation for the next one. */
    const burst = (committer: Committer, name: string, size: number) =>
      Promise.all(Array.from({ length: size }, (_, n) => insert(committer, `${name}${n}`)));

    it('puts works of several ticks into one group while a full one is expected', async () => {
      const committer = open({ gather: { maxMs: longest, msPerWork: longest, quietMs: longest, fullAt: 3 } });
      await burst(committer, 'a', 2);
      const spread = [insert(committer, 'b0')];
      await tick();
      spread.push(insert(committer, 'b1'));
      await tick();
      expect(ids(committer.db)).toEqual(['a0', 'a1']);
      spread.push(insert(committer, 'b2'));
      await Promise.all(spread);
      expect(committer.stats()).toMatchObject({ works: 5, commits: 2, largestGroup: 3 });
    });

    it('does not wait for the rest of its time once nothing more comes', async () => {
      const committer = open({ gather: { maxMs: longest, msPerWork: longest, quietMs: 1 } });
      await burst(committer, 'a', 8);
      await burst(committer, 'b', 2);
      expect(committer.stats()).toMatchObject({ works: 10, commits: 2 });
    });

    it('commits at once what waits when the file is closed', async () => {
      const committer = open({ gather: { maxMs: longest, msPerWork: longest, quietMs: longest } });
      await burst(committer, 'a', 8);
      const waiting = insert(committer, 'b');
      await tick();
      committer.close();
      expect(await waiting).toBe('b');
    });
  });

  it('never shows a reader half of a group', async () => {
    const committer = open();
    committer.db.exec("INSERT INTO note VALUES ('left', 0), ('right', 0)");
    const bump = (id: string): Promise<unknown> =>
      committer.run((db) => db.prepare('UPDATE note SET n = n + 1 WHERE id = ?').run(id));
    let seen = 0;
    for (let round = 0; round < 50; round += 1) {
      const both = Promise.all([bump('left'), bump('right')]);
      for (let look = 0; look < 5; look += 1) {
        await new Promise((resolve) => setImmediate(resolve));
        const rows = committer.db.prepare('SELECT n FROM note ORDER BY id').all();
        expect(rows[0]?.['n']).toBe(rows[1]?.['n']);
        seen = Number(rows[0]?.['n']);
      }
      await both;
    }
    expect(seen).toBe(50);
  });

  it('rejects a group that the file cannot take, and goes on when it can', async () => {
    const committer = open({ busyTimeoutMs: 5 });
    const other = new DatabaseSync(committer.file);
    onTestFinished(() => other.close());
    other.exec('BEGIN IMMEDIATE');
    const results = await Promise.allSettled([insert(committer, 'a'), insert(committer, 'b')]);
    for (const result of results) {
      expect(result).toMatchObject({ status: 'rejected', reason: { name: 'StoreUnavailable' } });
    }
    other.exec('ROLLBACK');
    await insert(committer, 'c');
    expect(ids(committer.db)).toEqual(['c']);
  });

  it('rejects a whole group when the disk is full, and goes on when there is room', async () => {
    const committer = open();
    committer.db.exec('PRAGMA max_page_count = 8');
    const results = await Promise.allSettled([
      insert(committer, 'small'),
      insert(committer, 'x'.repeat(100_000)),
      insert(committer, 'other'),
    ]);
    for (const result of results) {
      expect(result).toMatchObject({ status: 'rejected', reason: { name: 'StoreUnavailable' } });
    }
    await insert(committer, 'later');
    expect(ids(committer.db)).toEqual(['later']);
  });

  it('commits what is queued when it closes, and refuses what comes later', async () => {
    const committer = open();
    const last = insert(committer, 'last');
    committer.close();
    expect(await last).toBe('last');
    await expect(insert(committer, 'late')).rejects.toMatchObject({ name: 'StoreUnavailable' });
    const again = new DatabaseSync(committer.file);
    expect(ids(again)).toEqual(['last']);
    again.close();
  });
});
