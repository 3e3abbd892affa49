/** By file of this folder: what IAM must allow for the commands that it sends. */
export const lambdaActions = {
  'functions.ts': ['lambda:InvokeFunction'],
} as const;
