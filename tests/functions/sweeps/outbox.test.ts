import type { DynamoDBRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { outboxDoor } from '../../../functions/sweeps/outbox.ts';
import { waitingMessage } from '../../../functions/store/queues.ts';
import { outboxItem } from '../../../functions/store/items.ts';
import { caseId, taskId } from '../../../functions/domain/values/ids.ts';
import { itemOfImage } from '../../../functions/wiring/stream-image.ts';
import { marshall } from '@aws-sdk/util-dynamodb';

const CASE = caseId('YM-2026-ABCDEFGH');
const ring = { kind: 'ring', caseId: CASE, taskId: taskId(`${CASE}.confirmation.1`) } as const;
const start = {
  kind: 'start',
  caseId: CASE,
  machine: 'application',
  name: 'x',
  input: { gen: 1, list: [1, 'two', null, true] },
} as const;

const record = (
  position: string,
  message: typeof ring | typeof start,
  eventName: 'INSERT' | 'REMOVE' | 'MODIFY' = 'INSERT',
): DynamoDBRecord => ({
  eventName,
  dynamodb: {
    SequenceNumber: position,
    NewImage: marshall(outboxItem(message, `m${position}`, 1_764_000_000_000)) as never,
  },
});

function consumer(failing: (token: string) => boolean = () => false) {
  const done: string[] = [];
  const seen: unknown[] = [];
  const failures: string[] = [];
  const figures: [string, number][] = [];
  const door = outboxDoor({
    metrics: { put: (measure, value) => void figures.push([measure, value]) },
    time: { now: () => 1_764_000_000_000 + 250 },
    delivery: {
      doorbells: {
        put: async () => 'put',
        tokens: async () => ['token-1', 'token-2'].map((token) => ({ id: `of ${token}`, token })),
        settle: async () => 'settled',
      },
      outbox: {
        waiting: async function* () {},
        done: async (id, rung = []) => void done.push(id, ...rung.map((left) => left.id)),
      },
      workflow: {
        start: async (request) => {
          if (failing('start')) throw new Error('throttled');
          seen.push(request);
          return 'started';
        },
        signal: async (token) => {
          if (failing(token)) throw new Error('throttled');
          seen.push(token);
          return 'woken';
        },
      },
    },
    messageOf: (image) => waitingMessage(itemOfImage(image)),
    reportFailure: (what) => void failures.push(what),
  });
  return { door, done, seen, failures, figures };
}

describe('outboxDoor', () => {
  it('rings every token of a ring, starts a start with its input, and strikes both off', async () => {
    const { door, done, seen } = consumer();
    await expect(door({ Records: [record('1', ring), record('2', start)] })).resolves.toEqual({
      batchItemFailures: [],
    });
    expect(seen).toHaveLength(3);
    expect(seen).toEqual(
      expect.arrayContaining(['token-1', 'token-2', { machine: 'application', name: 'x', input: start.input }]),
    );
    expect(done.toSorted()).toEqual([`CASE#${CASE}|OUTBOX#m1`, `CASE#${CASE}|OUTBOX#m2`, 'of token-1', 'of token-2']);
  });

  it('reports what failed by its position, keeps it in the outbox and delivers the rest', async () => {
    const { door, done, failures } = consumer((token) => token === 'token-2');
    await expect(door({ Records: [record('1', ring), record('2', start)] })).resolves.toEqual({
      batchItemFailures: [{ itemIdentifier: '1' }],
    });
    expect(done).toEqual([`CASE#${CASE}|OUTBOX#m2`]);
    expect(failures).toEqual([`outbox message CASE#${CASE}|OUTBOX#m1`]);
  });

  it('puts how long each bell took since it was asked for, and nothing for one that was not rung', async () => {
    const { door, figures } = consumer();
    await door({ Records: [record('1', ring), record('2', start)] });
    expect(figures).toEqual([['BellLatencyMs', 250]]);
    const failing = consumer(() => true);
    await failing.door({ Records: [record('1', ring)] });
    expect(failing.figures).toEqual([]);
  });

  it('leaves alone what is no inserted message', async () => {
    const { door, seen, done } = consumer();
    const other: DynamoDBRecord = {
      eventName: 'INSERT',
      dynamodb: { SequenceNumber: '3', NewImage: marshall({ pk: `CASE#${CASE}`, sk: 'HEAD' }) as never },
    };
    await expect(
      door({ Records: [record('1', ring, 'REMOVE'), record('2', ring, 'MODIFY'), other, {}] }),
    ).resolves.toEqual({ batchItemFailures: [] });
    expect([...seen, ...done]).toEqual([]);
  });

  it('reports a damaged message instead of losing the batch', async () => {
    const { door, done, failures } = consumer();
    const damaged: DynamoDBRecord = {
      eventName: 'INSERT',
      dynamodb: { SequenceNumber: '1', NewImage: { pk: { S: `CASE#${CASE}` }, sk: { S: 'OUTBOX#x' } } },
    };
    await expect(door({ Records: [damaged, record('2', start)] })).resolves.toEqual({
      batchItemFailures: [{ itemIdentifier: '1' }],
    });
    expect(done).toHaveLength(1);
    expect(failures).toEqual(['outbox message at 1']);
  });
});
