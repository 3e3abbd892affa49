export const referralDecisions = [] as const;
