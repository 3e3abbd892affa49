/** Stages of `workflows/referral.asl.json` at which an execution can be rebuilt; a test compares the names. */
export const referralStages = ['Triage', 'Transfer', 'Parts', 'Close'] as const;

export const referralStatuses = ['in-progress', 'done', 'arbitrated', 'withdrawn'] as const;

export const referralTaskKinds = [
  'referral-triage',
  'referral-transfer',
  'referral-acceptance',
  'referral-handling',
  'referral-reassignment',
  'referral-arbitration',
  'referral-mechanism',
  'referral-lead',
] as const;

export type ReferralTaskKind = (typeof referralTaskKinds)[number];

export const isReferralTask = (kind: string): kind is ReferralTaskKind =>
  referralTaskKinds.some((known) => known === kind);

export const referralEventTypes = [
  'referral-registered',
  'referral-triaged',
  'referral-package-settled',
  'referral-sent',
  'referral-received',
  'referral-accepted',
  'referral-returned',
  'referral-disputed',
  'referral-referred-on',
  'referral-reassigned',
  'referral-arbitrated',
  'referral-resolved',
  'referral-answered',
  'special-aid-recorded',
  'referral-lead-named',
  'referral-part-withdrawn',
  'referral-withdrawn',
  'referral-closed',
] as const;
