/** By file of this folder: what IAM must allow for the commands that it sends. */
export const anchorsActions = {
  's3-anchor-store.ts': ['s3:GetObjectVersion', 's3:ListBucketVersions', 's3:PutObject'],
} as const;
