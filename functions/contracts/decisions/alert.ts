export const alertDecisions = [] as const;
