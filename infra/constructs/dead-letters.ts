import { Duration, Validations } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledgeWildcard } from '../acknowledgements.ts';

export interface DeadLettersProps {
  /** Seals the queue. */
  readonly key: kms.IKey;
  /** In whose name AWS puts into it what failed. */
  readonly writer: iam.Role;
}

/** Where what failed for good waits for people, for fourteen days. */
export function deadLetters(scope: Construct, id: string, { key, writer }: DeadLettersProps): sqs.Queue {
  const queue = new sqs.Queue(scope, id, {
    encryption: sqs.QueueEncryption.KMS,
    encryptionMasterKey: key,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  const reason = 'It is itself where failures go; nothing reads it but people.';
  Validations.of(queue).acknowledge({ id: 'AwsSolutions-SQS3', reason }, { id: 'Serverless-SQSRedrivePolicy', reason });
  for (const action of ['kms:GenerateDataKey*', 'kms:ReEncrypt*']) {
    acknowledgeWildcard(writer, `Action::${action}`, 'What writing to a sealed queue needs, on one key.');
  }
  return queue;
}
