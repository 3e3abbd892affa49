import type { TerminationTriggerId } from '../../../policy/termination-schema.ts';

/** The pack's triggers, for borders that may not read the pack. */
export const terminationTriggers = [
  'periodic-recheck',
  'exclusion-alert',
  'family-report',
  'voluntary-exit',
  'death-in-household',
  'public-report',
] as const satisfies readonly TerminationTriggerId[];

/** Stages of `workflows/termination.asl.json` at which an execution can be rebuilt; a test compares the names. */
export const terminationStages = [
  'CheckAid',
  'TerminationNotice',
  'ReviewTerminationObjection',
  'TellReasons',
  'AwaitAnswer',
  'ConfirmEnd',
  'EndAid',
  'ConfirmChange',
  'ChangeAid',
  'DeliverDecision',
  'OfferNextTier',
  'FileNextTier',
] as const;

/** `kept`: still eligible; `changed`: another amount; `tapering`: ends with the 渐退期; `withdrawn`: by the family that began it. */
export const terminationStatuses = [
  'in-progress',
  'kept',
  'changed',
  'tapering',
  'stopped',
  'reinstated',
  'withdrawn',
] as const;

export const terminationTaskKinds = [
  'termination-check',
  'termination-notice',
  'termination-objection',
  'termination-reasons',
  'termination-answer',
  'termination-confirmation',
  'change-confirmation',
  'termination-letter',
  'next-tier-offer',
] as const;
export type TerminationTaskKind = (typeof terminationTaskKinds)[number];

export const terminationEventTypes = [
  'recheck-due',
  'termination-opened',
  'termination-checked',
  'aid-kept',
  'termination-notice-posted',
  'termination-notice-ended',
  'termination-objected',
  'termination-objection-reviewed',
  'termination-reasons-told',
  'termination-answered',
  'termination-confirmed',
  'termination-returned',
  'change-confirmed',
  'aid-ended',
  'aid-changed',
  'aid-tapered',
  'aid-reinstated',
  'recovery-flagged',
  'next-tier-proposed',
  'next-tier-answered',
  'next-tier-filed',
  'termination-letter-delivered',
  'termination-withdrawn',
] as const;
export type TerminationEventType = (typeof terminationEventTypes)[number];
