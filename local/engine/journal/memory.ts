import type { Execution } from '../execution.ts';
import type { HistoryEvent } from '../history.ts';
import type { Journal, JournalEntry, MachineRecord } from './journal.ts';

export interface MemoryJournal extends Journal {
  /** Times `append` was called: how often a durable journal would have been written. */
  readonly appends: () => number;
}

/** Keeps everything in memory, also past `close`, so that a test can start a second engine on it. */
export function memoryJournal(): MemoryJournal {
  const machines = new Map<string, MachineRecord>();
  const current = new Map<string, string>();
  const executions = new Map<string, Execution>();
  const histories = new Map<string, HistoryEvent[]>();
  let appends = 0;

  function write(entry: JournalEntry): void {
    if (entry.kind === 'machine') {
      machines.set(`${entry.machine.arn} ${entry.machine.revision}`, entry.machine);
      current.set(entry.machine.arn, entry.machine.revision);
    } else if (entry.kind === 'machineDeleted') current.delete(entry.arn);
    else {
      executions.set(entry.execution.arn, entry.execution);
      const events = histories.get(entry.execution.arn);
      if (events === undefined) histories.set(entry.execution.arn, [...entry.history]);
      else events.push(...entry.history);
    }
  }

  return {
    appends: () => appends,
    open: () =>
      Promise.resolve({
        machines: [...machines.values()],
        current: new Map(current),
        open: [...executions.values()].filter(({ status }) => status === 'RUNNING'),
      }),
    append(entries) {
      appends++;
      entries.forEach(write);
      return Promise.resolve();
    },
    execution: (arn) => Promise.resolve(executions.get(arn)),
    history: (arn, after, limit) => Promise.resolve((histories.get(arn) ?? []).slice(after, after + limit)),
    list: (query) => Promise.resolve(pageOf([...executions.values()], query)),
    close: () => Promise.resolve(),
  };
}

/** Pages through executions held in memory; the cursor is the ARN of the last one shown. */
export function pageOf(
  all: readonly Execution[],
  { machineArn, status, limit, after }: Parameters<Journal['list']>[0],
): Awaited<ReturnType<Journal['list']>> {
  const chosen = all
    .filter((execution) => execution.machineArn === machineArn && (status === undefined || execution.status === status))
    .toSorted((a, b) => b.startedAt - a.startedAt || (a.arn < b.arn ? -1 : 1));
  const from = after === undefined ? 0 : chosen.findIndex(({ arn }) => arn === after) + 1;
  const executions = chosen.slice(from, from + limit);
  const last = executions.at(-1);
  return from + limit < chosen.length && last !== undefined ? { executions, next: last.arn } : { executions };
}
