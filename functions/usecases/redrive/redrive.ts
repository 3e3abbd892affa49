import type { DeadLetter, DeadLetters } from '../../ports/dead-letters.ts';
import { sendAgain } from './send-again.ts';
import type { Left, SendParts } from './send-again.ts';

export interface RedriveParts extends SendParts {
  readonly letters: DeadLetters;
  /** Told of message ids and queues only. */
  readonly reportFailure: (what: string, error: unknown) => void;
}

export type RedriveReport =
  | { readonly kind: 'unknown-queue'; readonly queues: readonly string[] }
  | {
      readonly kind: 'redriven';
      readonly queue: string;
      readonly seen: number;
      /** Sent to where they belong, and struck off. */
      readonly sent: number;
      /** Struck off without being sent: what they asked for was done by others since, or will be. */
      readonly settled: number;
      readonly left: readonly { readonly messageId: string; readonly why: Left }[];
    };

const A_TIME = 10;

/**
 * Sends what lies in a queue of failures to where it belongs once more, and strikes off what arrived. Everything that can lie there may
 * be done twice, so a crash between the two repeats and harms nothing. What is not understood stays, and is said.
 */
export async function redrive(parts: RedriveParts, queue: string, max: number): Promise<RedriveReport> {
  const { letters } = parts;
  if (!letters.queues.includes(queue)) return { kind: 'unknown-queue', queues: letters.queues };
  const report = { seen: 0, sent: 0, settled: 0 };
  const left: { messageId: string; why: Left }[] = [];
  while (report.seen < max) {
    const received = await letters.receive(queue, Math.min(A_TIME, max - report.seen));
    if (received.length === 0) break;
    for (const letter of received) {
      report.seen += 1;
      const outcome = await attempted(parts, queue, letter);
      if (outcome === 'sent' || outcome === 'settled') {
        await letters.strikeOff(queue, letter.receipt);
        report[outcome] += 1;
      } else left.push({ messageId: letter.id, why: outcome });
    }
  }
  return { kind: 'redriven', queue, ...report, left };
}

/** One that cannot be sent does not hold up the rest. */
async function attempted(parts: RedriveParts, queue: string, letter: DeadLetter): Promise<'sent' | 'settled' | Left> {
  try {
    return await sendAgain(parts, letter);
  } catch (error) {
    parts.reportFailure(`dead letter ${letter.id} of ${queue}`, error);
    return 'failed-again';
  }
}
