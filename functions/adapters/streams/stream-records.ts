import {
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ResourceNotFoundException,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import type { StreamRecord, StreamRecords } from '../../ports/dead-letters.ts';

/** A part of the shard may hold nothing; so many answers are looked through for the last position. */
const MOST_ANSWERS = 50;

export function streamRecords(client: DynamoDBStreamsClient, streamArn: string): StreamRecords {
  return {
    async read({ shard, first, last }) {
      try {
        const begun = await client.send(
          new GetShardIteratorCommand({
            StreamArn: streamArn,
            ShardId: shard,
            ShardIteratorType: 'AT_SEQUENCE_NUMBER',
            SequenceNumber: first,
          }),
        );
        return await follow(client, begun.ShardIterator, BigInt(last));
      } catch (error) {
        const isGone = error instanceof TrimmedDataAccessException || error instanceof ResourceNotFoundException;
        if (isGone) return 'gone';
        throw error;
      }
    },
  };
}

async function follow(
  client: DynamoDBStreamsClient,
  begun: string | undefined,
  last: bigint,
): Promise<readonly StreamRecord[]> {
  const found: StreamRecord[] = [];
  let iterator = begun;
  for (let answers = 0; iterator !== undefined && answers < MOST_ANSWERS; answers += 1) {
    const { Records = [], NextShardIterator } = await client.send(new GetRecordsCommand({ ShardIterator: iterator }));
    for (const record of Records) {
      const position = BigInt(record.dynamodb?.SequenceNumber ?? 0);
      if (position > last) return found;
      found.push({ event: record.eventName ?? '', sk: record.dynamodb?.Keys?.['sk']?.S ?? '', record });
      if (position === last) return found;
    }
    iterator = NextShardIterator;
  }
  if (iterator === undefined) return found;
  throw new Error('the end of the batch was not reached.');
}
