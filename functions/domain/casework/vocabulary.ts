import {
  adjudicationEventTypes,
  adjudicationStages,
  adjudicationStatuses,
  adjudicationTaskKinds,
} from '../adjudication/vocabulary.ts';
import { alertEventTypes, alertStages, alertStatuses, alertTaskKinds } from '../alert/vocabulary.ts';
import {
  applicationEventTypes,
  applicationStages,
  applicationStatuses,
  applicationTaskKinds,
} from '../application/vocabulary.ts';
import {
  deliberationEventTypes,
  deliberationStages,
  deliberationStatuses,
  deliberationTaskKinds,
} from '../deliberation/vocabulary.ts';
import { reliefEventTypes, reliefStages, reliefStatuses, reliefTaskKinds } from '../emergency-relief/vocabulary.ts';
import { referralEventTypes, referralStages, referralStatuses, referralTaskKinds } from '../referral/vocabulary.ts';
import {
  terminationEventTypes,
  terminationStages,
  terminationStatuses,
  terminationTaskKinds,
} from '../termination/vocabulary.ts';
import { visitEventTypes, visitStages, visitStatuses, visitTaskKinds } from '../visit/vocabulary.ts';

/** Every name that a case's record may hold, joined from the procedures' own lists. */

/** Procedures that a machine of `workflows/` of the same name carries. */
export const carriedProcedures = [
  'application',
  'referral',
  'deliberation',
  'termination',
  'emergency-relief',
] as const;
export type CarriedProcedure = (typeof carriedProcedures)[number];

/** Kinds of case. The last three have people's work but no machine: their steps follow from what people enter. */
export const procedures = [...carriedProcedures, 'alert', 'visit', 'adjudication'] as const;
export type Procedure = (typeof procedures)[number];

export const stages = [
  ...applicationStages,
  ...referralStages,
  ...deliberationStages,
  ...terminationStages,
  ...reliefStages,
  ...alertStages,
  ...visitStages,
  ...adjudicationStages,
] as const;
export type Stage = (typeof stages)[number];

export const caseStatuses = [
  ...applicationStatuses,
  ...referralStatuses,
  ...deliberationStatuses,
  ...terminationStatuses,
  ...reliefStatuses,
  ...alertStatuses,
  ...visitStatuses,
  ...adjudicationStatuses,
] as const;

export const taskKinds = [
  ...applicationTaskKinds,
  ...referralTaskKinds,
  ...deliberationTaskKinds,
  ...terminationTaskKinds,
  ...reliefTaskKinds,
  ...alertTaskKinds,
  ...visitTaskKinds,
  ...adjudicationTaskKinds,
] as const;
export type TaskKind = (typeof taskKinds)[number];

/** What can stand in the record of a case of any procedure. */
export const commonEventTypes = [
  'task-opened',
  'task-cancelled',
  'tasks-cancelled',
  'task-claimed',
  'task-released',
  'task-reassigned',
  'task-handed-over',
  'task-urged',
  'task-taken-back',
  'task-answered',
  'clock-paused',
  'clock-resumed',
  'clock-extended',
  'limit-exceeded',
  'total-exceeded',
  'supervision-ordered',
  'limits-reprojected',
  'execution-restarted',
] as const;

/** Everything that can stand in a case's record. The message table of the pack names each (a test compares). */
export const caseEventTypes = [
  ...commonEventTypes,
  ...applicationEventTypes,
  ...referralEventTypes,
  ...deliberationEventTypes,
  ...terminationEventTypes,
  ...reliefEventTypes,
  ...alertEventTypes,
  ...visitEventTypes,
  ...adjudicationEventTypes,
] as const;
export type CaseEventType = (typeof caseEventTypes)[number];
