import type { Journal, JournalEntry } from '../engine/journal/journal.ts';
import { memoryJournal } from '../engine/journal/memory.ts';

/** A journal in memory; `told` hears of everything that is written. */
export function simulationJournal(told: (entries: readonly JournalEntry[]) => void): Journal {
  const journal = memoryJournal();
  return {
    ...journal,
    append: async (entries) => {
      told(entries);
      await journal.append(entries);
    },
  };
}
