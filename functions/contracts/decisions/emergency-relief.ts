export const reliefDecisions = [] as const;
