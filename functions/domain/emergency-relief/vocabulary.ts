/** Stages of `workflows/emergency-relief.asl.json` at which an execution can be rebuilt; a test compares the names. */
export const reliefStages = [
  'Help',
  'HelpByCounty',
  'Papers',
  'Review',
  'Approve',
  'ApproveByCounty',
  'Deliberate',
  'Pay',
] as const;

export const reliefStatuses = ['in-progress', 'granted', 'refused', 'withdrawn'] as const;

export const reliefTaskKinds = [
  'relief-help',
  'relief-help-county',
  'relief-papers',
  'relief-review',
  'relief-approval',
  'relief-approval-county',
  'relief-deliberation',
  'relief-payment',
] as const;

export const reliefEventTypes = [
  'relief-requested',
  'relief-passed-up',
  'relief-paid',
  'relief-papers-completed',
  'relief-reviewed',
  'relief-approved',
  'relief-refused',
  'relief-withdrawn',
] as const;

/** 急难型: help first; 支出型: the full procedure (临时救助, 民政部 财政部 2018). */
export const reliefTypes = ['emergency', 'expenditure'] as const;
export type ReliefType = (typeof reliefTypes)[number];
