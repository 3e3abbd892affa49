export const alertStages = [] as const;

export const alertStatuses = ['in-progress'] as const;

export const alertTaskKinds = [] as const;

export const alertEventTypes = [] as const;
