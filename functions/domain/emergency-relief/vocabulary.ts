export const reliefStages = [] as const;

export const reliefStatuses = ['in-progress'] as const;

export const reliefTaskKinds = [] as const;

export const reliefEventTypes = [] as const;
