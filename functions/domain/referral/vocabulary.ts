export const referralStages = [] as const;

export const referralStatuses = ['in-progress'] as const;

export const referralTaskKinds = [] as const;

export const referralEventTypes = [] as const;
