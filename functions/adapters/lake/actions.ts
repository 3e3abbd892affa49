/** By file of this folder: what IAM must allow for the commands that it sends. */
export const lakeActions = {
  's3-objects.ts': ['s3:GetObject', 's3:ListBucket'],
  's3-object-writer.ts': ['s3:PutObject'],
} as const;
