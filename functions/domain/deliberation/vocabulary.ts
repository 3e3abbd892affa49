export const deliberationStages = [] as const;

export const deliberationStatuses = ['in-progress'] as const;

export const deliberationTaskKinds = [] as const;

export const deliberationEventTypes = [] as const;
