import * as z from 'zod';
import { keptItsLimits } from '../../functions/domain/clock/standing.ts';
import type { TaskRecord } from '../../functions/domain/casework/task.ts';
import { civilDateOf } from '../../functions/domain/values/civil-date.ts';
import type { Item } from '../../functions/ports/item-store.ts';
import { taskOf } from '../../functions/store/items.ts';
import type { Figures } from './tally.ts';
import { Tally } from './tally.ts';

const eventSchema = z.object({
  type: z.string(),
  at: z.number(),
  data: z.looseObject({ taskId: z.string().optional() }),
});

const mailSchema = z.object({ messageId: z.string(), template: z.string(), mailbox: z.string(), at: z.number() });

/** Subjects of simulated people end in `@` and their unit; the other mailboxes are named after it. */
const unitOfMailbox = (mailbox: string): string =>
  mailbox.slice(Math.max(mailbox.indexOf(':'), mailbox.indexOf('@')) + 1);

/** Reads what the town commits and counts it, unit by unit and month by month. Knows nothing that is not in the store. */
export class Watch {
  readonly tally = new Tally();
  /** Open tasks as they stand. */
  readonly open = new Map<string, TaskRecord>();
  readonly #units = new Map<string, string>();
  /** Messages that came into a mailbox a second time; there must be none. */
  readonly repeated: string[] = [];
  readonly #mails = new Set<string>();
  /** Templates by which the clock reminds. */
  readonly #reminders: ReadonlySet<string>;

  constructor(reminders: ReadonlySet<string>) {
    this.#reminders = reminders;
  }

  readonly onCommitted = (written: readonly Item[]): void => {
    for (const item of written) {
      if (item.sk.startsWith('TASK#')) this.#task(taskOf(item));
      else if (item.sk.startsWith('EVENT#')) this.#event(item);
      else if (item.pk.startsWith('MAIL#') && item['template'] !== undefined) this.#mail(item);
    }
  };

  #task(task: TaskRecord): void {
    const known = this.open.get(task.taskId);
    if (task.status === 'OPEN') {
      if (known === undefined && !this.#units.has(task.taskId)) this.#count(task.unit, task.openedAt, 'tasksOpened');
      this.#units.set(task.taskId, task.unit);
      this.open.set(task.taskId, task);
      return;
    }
    this.open.delete(task.taskId);
    if (known === undefined || task.status !== 'DECIDED' || task.closedAt === undefined) return;
    this.#count(task.unit, task.closedAt, 'tasksClosed');
    const kept = keptItsLimits(task);
    if (kept !== undefined) this.#count(task.unit, task.closedAt, kept ? 'onTime' : 'late');
  }

  #event(item: Item): void {
    const { type, at, data } = eventSchema.parse(item);
    const unit = data.taskId === undefined ? undefined : this.#units.get(data.taskId);
    if (unit === undefined) return;
    if (type === 'limit-exceeded') this.#count(unit, at, 'overdue');
    if (type === 'supervision-ordered') this.#count(unit, at, 'escalations');
  }

  #mail(item: Item): void {
    const { messageId, template, mailbox, at } = mailSchema.parse(item);
    const mail = `${mailbox} ${messageId}`;
    if (this.#mails.has(mail)) this.repeated.push(mail);
    this.#mails.add(mail);
    if (this.#reminders.has(template)) this.#count(unitOfMailbox(mailbox), at, 'reminders');
  }

  #count(unit: string, at: number, name: keyof Figures): void {
    this.tally.add(unit, civilDateOf(at).slice(0, 7), name);
  }
}
