import {
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { streamRecords } from '../../../../functions/adapters/streams/stream-records.ts';

const stream = mockClient(DynamoDBStreamsClient);
const records = streamRecords(new DynamoDBStreamsClient({ region: 'eu-west-1' }), 'arn:stream');
const range = { shard: 's1', first: '100', last: '300' };
const record = (position: string, sk = 'OUTBOX#m') => ({
  eventName: 'INSERT' as const,
  dynamodb: { SequenceNumber: position, Keys: { sk: { S: sk } } },
});

describe('records of the stream', () => {
  beforeEach(() => {
    stream.reset();
    stream.on(GetShardIteratorCommand).resolves({ ShardIterator: 'i0' });
  });

  it('are read from the first position to the last, over empty stretches', async () => {
    stream
      .on(GetRecordsCommand, { ShardIterator: 'i0' })
      .resolves({ Records: [record('100')], NextShardIterator: 'i1' })
      .on(GetRecordsCommand, { ShardIterator: 'i1' })
      .resolves({ Records: [], NextShardIterator: 'i2' })
      .on(GetRecordsCommand, { ShardIterator: 'i2' })
      .resolves({ Records: [record('300', 'HEAD'), record('400')], NextShardIterator: 'i3' });
    const read = await records.read(range);
    expect(read).toEqual([
      { event: 'INSERT', sk: 'OUTBOX#m', record: record('100') },
      { event: 'INSERT', sk: 'HEAD', record: record('300', 'HEAD') },
    ]);
    expect(stream.commandCalls(GetShardIteratorCommand)[0]!.args[0].input).toEqual({
      StreamArn: 'arn:stream',
      ShardId: 's1',
      ShardIteratorType: 'AT_SEQUENCE_NUMBER',
      SequenceNumber: '100',
    });
  });

  it('compares positions as numbers, however long they are', async () => {
    stream.on(GetRecordsCommand).resolves({ Records: [record('99'), record('1000')], NextShardIterator: 'i1' });
    await expect(records.read(range)).resolves.toHaveLength(1);
  });

  it('are gone after a day', async () => {
    stream.on(GetShardIteratorCommand).rejects(new TrimmedDataAccessException({ message: 'trimmed', $metadata: {} }));
    await expect(records.read(range)).resolves.toBe('gone');
  });

  it('are not given as whole where the end was not reached', async () => {
    stream.on(GetRecordsCommand).resolves({ Records: [], NextShardIterator: 'i0' });
    await expect(records.read(range)).rejects.toThrow('the end of the batch was not reached');
  });
});
