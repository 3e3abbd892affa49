import { describe, expect, it } from 'vitest';
import type { DeadLetter, StreamRecord } from '../../../../functions/ports/dead-letters.ts';
import { redriveDoor } from '../../../../functions/sweeps/redrive.ts';
import type { RedriveParts } from '../../../../functions/usecases/redrive/redrive.ts';

const ARN = 'arn:p:lambda:r:1:function:';
const MACHINE = 'arn:p:states:r:1:stateMachine:Scan';
const STREAM = 'arn:p:dynamodb:r:1:table/T/stream/2026';

const lambdaRecord = (name: string, payload: unknown) => ({
  version: '1.0',
  timestamp: '2026-11-26T01:00:00.000Z',
  requestContext: {
    requestId: 'r-1',
    functionArn: `${ARN}${name}:$LATEST`,
    condition: 'RetriesExhausted',
    approximateInvokeCount: 3,
  },
  requestPayload: payload,
  responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
});
const batch = (streamArn = STREAM) => ({
  requestContext: { requestId: 'r-1', functionArn: `${ARN}outbox`, condition: 'RetryAttemptsExhausted' },
  version: '1.0',
  DDBStreamBatchInfo: {
    shardId: 'shardId-1',
    startSequenceNumber: '100',
    endSequenceNumber: '900',
    batchSize: 2,
    streamArn,
  },
});
const delivered = { detail: { bucket: { name: 'lake' }, object: { key: 'inbox/f/2026-11-01/a.csv' } } };
const ofRule = { RULE_ARN: 'arn:p:events:r:1:rule/x', TARGET_ARN: `${ARN}import-feed`, ERROR_CODE: 'NO_PERMISSIONS' };
const ofSchedule = (target: string) => ({
  SCHEDULE_ARN: 'arn:p:scheduler:r:1:schedule/default/x',
  TARGET_ARN: target,
  SCHEDULED_TIME: '2026-12-01T02:00:00Z',
  IS_PAYLOAD_TRUNCATED: 'false',
});

type Letter = readonly [body: unknown, attributes?: DeadLetter['attributes']];

function house(letters: readonly Letter[], more: { records?: 'gone' | StreamRecord[]; failing?: boolean } = {}) {
  const waiting = letters.map(([body, attributes = {}], index) => ({
    id: `m${index}`,
    receipt: `r${index}`,
    attributes,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  }));
  const done: unknown[] = [];
  const struckOff: string[] = [];
  const failures: string[] = [];
  let at = 0;
  const parts: RedriveParts = {
    letters: {
      queues: ['outbox', 'import'],
      receive: async (_queue, most) => waiting.slice(at, (at += Math.min(most, 2))),
      strikeOff: async (_queue, receipt) => void struckOff.push(receipt),
    },
    functions: {
      send: async (name, payload) => {
        if (more.failing === true) throw new Error('throttled');
        done.push([name, payload]);
      },
      call: async (name, payload) => {
        done.push([name, payload]);
        return { batchItemFailures: more.failing === true ? [{ itemIdentifier: '1' }] : [] };
      },
    },
    records: { read: async (range) => (done.push(range), more.records ?? []) },
    workflow: { start: async (request) => (done.push(request), 'started') },
    streamArn: STREAM,
    nameOf: (arn) =>
      arn === MACHINE ? 'discovery-scan' : /function:(outbox|sweeps|import-feed)(?:$|:)/.exec(arn)?.[1],
    reportFailure: (what) => void failures.push(what),
  };
  return { run: (asked: unknown = { queue: 'outbox' }) => redriveDoor(parts)(asked), done, struckOff, failures };
}

const counts = (seen: number, sent: number, settled: number) => ({ kind: 'redriven', seen, sent, settled });

describe('redrive', () => {
  it('hands a failed call to its function again, with what it was called with, and strikes it off', async () => {
    const { run, done, struckOff } = house([[lambdaRecord('import-feed', delivered)]]);
    await expect(run()).resolves.toMatchObject({ ...counts(1, 1, 0), left: [] });
    expect(done).toEqual([['import-feed', delivered]]);
    expect(struckOff).toEqual(['r0']);
  });

  it('hands an event that no rule could deliver to its target', async () => {
    const { run, done } = house([[delivered, ofRule]]);
    await expect(run()).resolves.toMatchObject(counts(1, 1, 0));
    expect(done).toEqual([['import-feed', delivered]]);
  });

  it('starts the scan that its schedule could not start, once however often it is sent', async () => {
    const { run, done } = house([[{ schemaVersion: 1 }, ofSchedule(MACHINE)]]);
    await expect(run()).resolves.toMatchObject(counts(1, 1, 0));
    expect(done).toEqual([
      { machine: 'discovery-scan', name: 'redriven-2026-12-01T02-00-00Z', input: { schemaVersion: 1 } },
    ]);
  });

  it('runs no sweep for one that failed: every later one did its work', async () => {
    const { run, done, struckOff } = house([[lambdaRecord('sweeps', {})], [{}, ofSchedule(`${ARN}sweeps`)]]);
    await expect(run()).resolves.toMatchObject({ ...counts(2, 0, 2), left: [] });
    expect(done).toEqual([]);
    expect(struckOff).toEqual(['r0', 'r1']);
  });

  it('reads a batch of the stream once more and gives its messages to the consumer', async () => {
    const record = (event: string, sk: string) => ({ event, sk, record: { event, sk } });
    const message = record('INSERT', 'OUTBOX#m1');
    const records = [record('INSERT', 'HEAD'), message, record('REMOVE', 'OUTBOX#m0')];
    const { run, done, struckOff } = house([[batch()]], { records });
    await expect(run()).resolves.toMatchObject(counts(1, 1, 0));
    expect(done).toEqual([
      expect.objectContaining({ shard: 'shardId-1', first: '100', last: '900' }),
      ['outbox', { Records: [message.record] }],
    ]);
    expect(struckOff).toEqual(['r0']);
  });

  it('leaves to the sweep what the stream keeps no more', async () => {
    const { run, done } = house([[batch()]], { records: 'gone' });
    await expect(run()).resolves.toMatchObject(counts(1, 0, 1));
    expect(done).toHaveLength(1);
  });

  it.each<[string, Letter, string]>([
    ['what is no JSON', ['{'], 'unknown-kind'],
    ['what says nothing of where it comes from', [{ hello: 'world' }], 'unknown-kind'],
    ['what a schedule cut off', [{}, { ...ofSchedule(MACHINE), IS_PAYLOAD_TRUNCATED: 'true' }], 'unknown-kind'],
    ['a call of a function that is not ours', [lambdaRecord('somebody-else', {})], 'unknown-target'],
    ['a batch of another stream', [batch('arn:p:dynamodb:r:1:table/Other/stream/1')], 'unknown-target'],
    ['a delivery without a file', [lambdaRecord('import-feed', { detail: {} })], 'unknown-payload'],
    ['a start of the scan that comes from no schedule', [{}, { ...ofRule, TARGET_ARN: MACHINE }], 'unknown-payload'],
  ])('leaves %s where it is, and says so', async (_what, letter, why) => {
    const { run, done, struckOff } = house([letter]);
    await expect(run()).resolves.toMatchObject({ ...counts(1, 0, 0), left: [{ messageId: 'm0', why }] });
    expect([...done, ...struckOff]).toEqual([]);
  });

  it.each<[string, Letter, StreamRecord[]?]>([
    ['a call that does not come through', [lambdaRecord('import-feed', delivered)]],
    ['a message that the consumer cannot deliver', [batch()], [{ event: 'INSERT', sk: 'OUTBOX#m1', record: {} }]],
  ])('keeps %s and goes on with the rest', async (_what, letter, records = []) => {
    const { run, struckOff } = house([letter, [lambdaRecord('sweeps', {})]], { failing: true, records });
    await expect(run()).resolves.toMatchObject({
      ...counts(2, 0, 1),
      left: [{ messageId: 'm0', why: 'failed-again' }],
    });
    expect(struckOff).toEqual(['r1']);
  });

  it('looks at no more than it was asked to', async () => {
    const { run } = house(Array.from({ length: 9 }, (): Letter => [lambdaRecord('sweeps', {})]));
    await expect(run({ queue: 'outbox', max: 3 })).resolves.toMatchObject(counts(3, 0, 3));
  });

  it('names the queues that there are where another one is asked for, and refuses what it does not understand', async () => {
    const { run } = house([]);
    await expect(run({ queue: 'x' })).resolves.toEqual({ kind: 'unknown-queue', queues: ['outbox', 'import'] });
    for (const asked of [undefined, {}, { queue: 'outbox', max: 0 }, { queue: 'outbox', all: true }]) {
      await expect(run(asked ?? 'all')).rejects.toMatchObject({ name: 'InvalidPayload' });
    }
  });
});
