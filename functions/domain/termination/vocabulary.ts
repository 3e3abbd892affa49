export const terminationStages = [] as const;

export const terminationStatuses = ['in-progress'] as const;

export const terminationTaskKinds = [] as const;

export const terminationEventTypes = [] as const;
