import type { Context } from 'aws-lambda';

const nothing = (): void => {};

/** The part of Lambda's context that has a meaning outside Lambda: the request's id. */
export const lambdaContext = (awsRequestId: string): Context => ({
  awsRequestId,
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'local',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'local',
  memoryLimitInMB: '0',
  logGroupName: 'local',
  logStreamName: 'local',
  getRemainingTimeInMillis: () => Number.MAX_SAFE_INTEGER,
  done: nothing,
  fail: nothing,
  succeed: nothing,
});
