import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openCommitter } from '../../../functions/adapters/sqlite/committer.ts';
import type { Committer } from '../../../functions/adapters/sqlite/committer.ts';
import { engineJournal } from '../../../local/home/engine-journal.ts';
import { journalContract } from '../engine/journal-contract.ts';

const folders: string[] = [];
const open: Committer[] = [];
afterAll(() => {
  for (const committer of open) committer.close();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

journalContract('in the home’s data file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yimen-journal-'));
  folders.push(folder);
  const committer = openCommitter({ file: join(folder, 'yimen.db') });
  open.push(committer);
  return { open: async () => engineJournal(committer) };
});
