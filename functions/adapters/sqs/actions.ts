/** By file of this folder: what IAM must allow for the commands that it sends. */
export const sqsActions = {
  'dead-letters.ts': ['sqs:DeleteMessage', 'sqs:ReceiveMessage'],
} as const;
