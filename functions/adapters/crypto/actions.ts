/** By file of this folder: what IAM must allow for the commands that it sends. */
export const cryptoActions = {
  'kms-open.ts': ['kms:Decrypt'],
  'kms-generate.ts': ['kms:GenerateDataKey'],
  'kms-signer.ts': ['kms:GetPublicKey', 'kms:Sign'],
} as const;
