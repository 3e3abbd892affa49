export const terminationDecisions = [] as const;
