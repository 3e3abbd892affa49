import { Duration } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { OutboxMessage } from '../../functions/domain/casework/message.ts';
import { acknowledgeWildcard } from '../acknowledgements.ts';
import { allow } from './access.ts';
import type { HouseFunction } from './function.ts';

export interface OutboxStreamProps {
  readonly made: HouseFunction;
  readonly kinds: readonly OutboxMessage['kind'][];
  readonly table: dynamodb.Table;
  /** Seals the table, its stream too. */
  readonly key: kms.IKey;
  /** Where it is said which batches were given up. */
  readonly failures: sqs.Queue;
}

/** Wakes a function for messages of these kinds that were just written into the outbox. */
export function consumeOutbox(scope: Construct, id: string, props: OutboxStreamProps): void {
  const { made, kinds, table, key, failures } = props;
  const { function: consumer, role } = made;
  const stream = table.tableStreamArn ?? '';
  allow(role, ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], stream);
  // The list knows no narrower resource; a policy of its own, so that nothing else hides behind the reason.
  const list = new iam.PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] });
  const listing = new iam.Policy(scope, `${id}ListStreams`, { roles: [role], statements: [list] });
  acknowledgeWildcard(listing, 'Resource::*', 'Names of streams can be listed for the whole account only.');
  // The stream is read by Lambda with this role, not through DynamoDB's own use of the key.
  allow(role, ['kms:Decrypt'], key.keyArn);
  const mapping = new lambda.EventSourceMapping(scope, `${id}Stream`, {
    target: consumer,
    eventSourceArn: stream,
    startingPosition: lambda.StartingPosition.TRIM_HORIZON,
    batchSize: 50,
    parallelizationFactor: 4,
    reportBatchItemFailures: true,
    bisectBatchOnError: true,
    // Then it waits in the outbox for the sweep; the stream must not stand still behind one bad message.
    retryAttempts: 5,
    maxRecordAge: Duration.hours(6),
    onFailure: new SqsDlq(failures),
    filters: [
      lambda.FilterCriteria.filter({
        eventName: lambda.FilterRule.isEqual('INSERT'),
        dynamodb: {
          Keys: { sk: { S: lambda.FilterRule.beginsWith('OUTBOX#') } },
          NewImage: { message: { M: { kind: { S: [...kinds] } } } },
        },
      }),
    ],
  });
  mapping.node.addDependency(role, listing);
}
