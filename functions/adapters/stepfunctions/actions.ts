/** By file of this folder: what IAM must allow for the commands that it sends. */
export const stepfunctionsActions = {
  'start.ts': ['states:StartExecution'],
  'signal.ts': ['states:SendTaskSuccess'],
  'look.ts': ['states:DescribeExecution'],
} as const;
