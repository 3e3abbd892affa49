import { memoryJournal } from '../../../../local/engine/journal/memory.ts';
import { journalContract } from '../journal-contract.ts';

journalContract('memory', () => {
  const journal = memoryJournal();
  return { open: () => Promise.resolve(journal) };
});
