import { batchAnswerSchema, knownLetter, objectCreatedSchema } from '../../contracts/dead-letters.ts';
import type { KnownLetter } from '../../contracts/dead-letters.ts';
import type { DeadLetter, Functions, StreamRecords } from '../../ports/dead-letters.ts';
import type { WorkflowService } from '../../ports/workflow.ts';

/** Why a letter stays in its queue. */
export type Left =
  /** Of no kind that this program knows. */
  | 'unknown-kind'
  /** It asks for something that the redrive may not do, or for a function that is there no more. */
  | 'unknown-target'
  | 'unknown-payload'
  | 'failed-again';

export interface SendParts {
  /** Name of the function or machine that an ARN belongs to; undefined: none of ours, or none that may be called again. */
  readonly nameOf: (arn: string) => string | undefined;
  readonly streamArn: string;
  readonly functions: Functions;
  readonly records: StreamRecords;
  readonly workflow: Pick<WorkflowService, 'start'>;
}

/** As the stream's consumer is called. */
const A_BATCH = 50;

/** One letter to where it belongs. Throws where it did not arrive. */
export async function sendAgain(parts: SendParts, letter: DeadLetter): Promise<'sent' | 'settled' | Left> {
  const known = knownLetter(letter.body, letter.attributes);
  if (known === undefined) return 'unknown-kind';
  if (known.kind === 'batch') return ringAgain(parts, known);
  switch (parts.nameOf(known.target)) {
    case 'sweeps':
      // Each later run looks at everything again: to run it for every one that failed would keep out the runs to come.
      return 'settled';
    case 'import-feed':
      if (!objectCreatedSchema.safeParse(known.payload).success) return 'unknown-payload';
      await parts.functions.send('import-feed', known.payload);
      return 'sent';
    case 'discovery-scan':
      if (known.kind !== 'schedule') return 'unknown-payload';
      // Named by the month's appointment, so that sending it twice starts one.
      await parts.workflow.start({
        machine: 'discovery-scan',
        name: `redriven-${known.at.replaceAll(/[^0-9A-Za-z]/g, '-')}`.slice(0, 80),
        input: { schemaVersion: 1 },
      });
      return 'sent';
    case undefined:
    default:
      return 'unknown-target';
  }
}

/** Messages of the outbox that a batch held. Those that the stream keeps no more wait in the outbox itself, for the sweep. */
async function ringAgain(
  { streamArn, nameOf, records, functions }: SendParts,
  batch: Extract<KnownLetter, { kind: 'batch' }>,
): Promise<'sent' | 'settled' | Left> {
  const consumer = nameOf(batch.target);
  if (batch.stream !== streamArn || (consumer !== 'outbox' && consumer !== 'courier')) return 'unknown-target';
  const read = await records.read(batch);
  if (read === 'gone') return 'settled';
  // As the event source mapping filters them.
  const messages = read.filter(({ event, sk }) => event === 'INSERT' && sk.startsWith('OUTBOX#'));
  for (let from = 0; from < messages.length; from += A_BATCH) {
    const Records = messages.slice(from, from + A_BATCH).map(({ record }) => record);
    const { batchItemFailures } = batchAnswerSchema.parse(await functions.call(consumer, { Records }));
    if (batchItemFailures.length > 0) return 'failed-again';
  }
  return messages.length === 0 ? 'settled' : 'sent';
}
