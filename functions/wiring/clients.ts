/** For every AWS client: a call that hangs is given up while the function still has time to try again. */
export const clientSettings = {
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 8_000, throwOnRequestTimeout: true },
} as const;
