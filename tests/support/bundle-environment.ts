import { join } from 'node:path';

/** Everything that a function's bundle asks for when it is loaded, with invented values. `AWS_ENDPOINT_URL` is the caller's to add. */
export const bundleEnvironment = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'ROLEKEY',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_SESSION_TOKEN: 'session',
  TABLE_NAME: 'table',
  VAULT_KEY_ID: 'key',
  BLIND_INDEX_KEY: Buffer.from('wrapped').toString('base64'),
  EVENT_BUS_NAME: 'city',
  HOUSE: 'Yimen',
  DEAD_LETTER_QUEUES: JSON.stringify({ outbox: 'https://queue.invalid/outbox' }),
  FUNCTION_ARNS: JSON.stringify({ outbox: 'arn:p:lambda:r:1:function:outbox' }),
  STREAM_ARN: 'arn:p:dynamodb:r:1:table/table/stream/1',
  MACHINE_ARNS: JSON.stringify({ application: 'arn:p:states:r:1:stateMachine:application' }),
  ISSUER: 'https://issuer.invalid',
  AUDIENCE: 'yimen',
  JWKS_URL: 'https://issuer.invalid/keys',
  LAKE_BUCKET: 'lake',
  ANCHOR_BUCKET: 'anchors',
  ANCHOR_KEY_ID: 'signing-key',
  // DuckDB's library of this machine stands where the layer would.
  NODE_PATH: join(import.meta.dirname, '../../node_modules'),
} as const;
