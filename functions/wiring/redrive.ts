import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import { lambdaFunctions } from '../adapters/lambda/functions.ts';
import { sqsDeadLetters } from '../adapters/sqs/dead-letters.ts';
import { streamRecords } from '../adapters/streams/stream-records.ts';
import type { RedriveParts } from '../usecases/redrive/redrive.ts';
import { clientSettings } from './clients.ts';
import { machineSettings, readEnvironment, redriveSettings } from './environment.ts';
import type { Environment } from './environment.ts';
import { openFailureLog } from './failure-log.ts';
import { openStarting } from './workflow.ts';

/** The outbox consumer may take a minute, and a call must not be repeated while it does. */
const callSettings = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 90_000, throwOnRequestTimeout: true },
};

export function openRedrive(environment: Environment): RedriveParts {
  const { DEAD_LETTER_QUEUES, FUNCTION_ARNS, STREAM_ARN } = readEnvironment(redriveSettings, environment);
  const { MACHINE_ARNS } = readEnvironment(machineSettings, environment);
  const known = Object.entries({ ...FUNCTION_ARNS, ...MACHINE_ARNS });
  return {
    letters: sqsDeadLetters(new SQSClient(clientSettings), DEAD_LETTER_QUEUES),
    functions: lambdaFunctions(new LambdaClient(callSettings), FUNCTION_ARNS),
    records: streamRecords(new DynamoDBStreamsClient(clientSettings), STREAM_ARN),
    workflow: openStarting(environment),
    streamArn: STREAM_ARN,
    // Of a version or alias, too.
    nameOf: (arn) => known.find(([, own]) => arn === own || arn.startsWith(`${own}:`))?.[0],
    reportFailure: openFailureLog('redrive'),
  };
}
