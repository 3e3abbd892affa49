export const visitStages = ['Visit'] as const;

export const visitStatuses = ['in-progress', 'closed'] as const;

export const visitTaskKinds = ['household-visit'] as const;

export const visitEventTypes = [
  'visit-opened',
  'visit-joined',
  'visit-planned',
  'visit-recorded',
  'visit-led-to',
  'visit-concluded',
] as const;

/** Whether the visitors met the family. */
export const presences = ['met', 'not-at-home', 'moved-away', 'refused'] as const;
export type Presence = (typeof presences)[number];

/** What those who met the family found; the strongest first. */
export const visitFindings = ['qualifies', 'other-help', 'no-need'] as const;
export type VisitFinding = (typeof visitFindings)[number];

/** 重点走访 (东民[2024]17号 二(三)): which family comes first. The pack says how pressing each is. */
export const visitPriorities = ['sudden', 'illness', 'no-labour', 'disabled', 'other'] as const;
export type VisitPriority = (typeof visitPriorities)[number];
