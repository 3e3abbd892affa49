import { redriveSchema } from '../contracts/dead-letters.ts';
import { TaskError } from '../ports/task-errors.ts';
import { redrive } from '../usecases/redrive/redrive.ts';
import type { RedriveParts, RedriveReport } from '../usecases/redrive/redrive.ts';

/** Called by a person, as `docs/runbooks/dead-letters.md` says: `{"queue": "outbox", "max": 50}`. Answers with counts and message ids. */
export const redriveDoor =
  (parts: RedriveParts) =>
  async (asked: unknown): Promise<RedriveReport> => {
    const parsed = redriveSchema.safeParse(asked);
    if (parsed.success) return redrive(parts, parsed.data.queue, parsed.data.max);
    throw new TaskError('InvalidPayload', 'give {"queue": NAME, "max": 1 to 500}');
  };
