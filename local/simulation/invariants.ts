import type { City } from './city.ts';
import type { Watch } from './watch.ts';

export class InvariantBroken extends Error {
  override readonly name = 'InvariantBroken';
}

interface Check {
  readonly city: City;
  readonly watch: Watch;
  /** Told of every statement that was found true. */
  readonly count: (statement: string) => void;
}

/** What must hold every evening. */
export function checkTown({ city, watch, count }: Check): void {
  const now = city.time.now();
  for (const task of watch.open.values()) {
    const limits = [task.startedAt === undefined ? task.startLimit : undefined, task.finishLimit];
    const passed = limits.some((limit) => limit !== undefined && limit.dueAt <= now);
    if (passed && task.overdueAt === undefined) {
      throw new InvariantBroken(`task ${task.taskId} is late and the clock has not said so`);
    }
    count('no open task is late without the clock having said so');
  }
  const [repeated] = watch.repeated;
  if (repeated !== undefined) throw new InvariantBroken(`a message came twice: ${repeated}`);
  count('no message came into a mailbox twice');
}
