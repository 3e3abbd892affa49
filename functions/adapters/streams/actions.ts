/** By file of this folder: what IAM must allow for the commands that it sends. */
export const streamsActions = {
  'stream-records.ts': ['dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
} as const;
