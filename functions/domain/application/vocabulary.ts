/** Stages of `workflows/application.asl.json` at which an execution can be rebuilt; a test compares the names. */
export const applicationStages = [
  'Investigate',
  'Classify',
  'SupplyFacts',
  'TownshipOpinion',
  'PublicNotice',
  'ReviewObjection',
  'Confirm',
  'Determine',
  'DeliverReasons',
] as const;

export const applicationStatuses = ['awaiting-documents', 'in-review', 'granted', 'refused', 'withdrawn'] as const;

export const applicationTaskKinds = [
  'household-investigation',
  'information-check',
  'supply-facts',
  'township-opinion',
  'public-notice',
  'objection-review',
  'confirmation',
  'refusal-letter',
] as const;

export type ApplicationTaskKind = (typeof applicationTaskKinds)[number];

export const isApplicationTask = (kind: string): kind is ApplicationTaskKind =>
  applicationTaskKinds.some((known) => known === kind);

export const applicationEventTypes = [
  'application-registered',
  'application-accepted',
  'application-supplemented',
  'investigation-recorded',
  'information-checked',
  'facts-supplied',
  'classified',
  'township-opinion',
  'notice-posted',
  'notice-ended',
  'objection-received',
  'objection-reviewed',
  'complaint-received',
  'county-decision',
  'file-returned',
  'determined',
  'refused',
  'pool-entered',
  'pool-left',
  'pool-look-due',
  'refusal-letter-delivered',
  'withdrawn',
] as const;

/** Grounds on which the total runs 45 instead of 30 working days (民发〔2021〕57号 as amended, N3 art 8). */
export const circumstances = [
  'notice-objection',
  'household-registration-separated',
  'out-of-area-filing',
  'hard-investigation',
] as const;
export type Circumstance = (typeof circumstances)[number];
