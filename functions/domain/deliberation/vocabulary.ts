/** Stages of `workflows/deliberation.asl.json` at which an execution can be rebuilt; a test compares the names. */
export const deliberationStages = [
  'Dossier',
  'Convene',
  'Ballot',
  'Tally',
  'ChairRuling',
  'Resolve',
  'Renew',
  'Execute',
  'FollowUp',
] as const;

/** `undecided`: nobody was left to decide, and time decided nothing; `returned`: not taken up. */
export const deliberationStatuses = ['in-progress', 'resolved', 'not-carried', 'undecided', 'returned'] as const;

export const deliberationTaskKinds = [
  'motion-dossier',
  'ballot',
  'chair-ruling',
  'motion-renewal',
  'motion-resolution',
  'motion-execution',
  'motion-follow-up',
] as const;

export const deliberationEventTypes = [
  /** In the record of the case that a motion is about. */
  'deliberation-requested',
  'motion-opened',
  'dossier-completed',
  'motion-returned',
  'ballot-convened',
  'attendance-recorded',
  'conflict-declared',
  'vote-cast',
  'ballot-closed',
  'ballot-tallied',
  'motion-undecided',
  'chair-ruled',
  'motion-renewed',
  'motion-not-carried',
  'motion-resolved',
  'motion-executed',
  'motion-followed-up',
] as const;
