export const deliberationDecisions = [] as const;
