export const adjudicationStages = ['Adjudicate'] as const;

export const adjudicationStatuses = ['in-progress', 'closed'] as const;

export const adjudicationTaskKinds = ['record-adjudication'] as const;

export const adjudicationEventTypes = [
  'adjudication-opened',
  'households-merged',
  'household-split',
  'persons-merged',
  'adjudication-rejected',
] as const;
