/**
 * What each `${Placeholder}` of the ASL files stands for. Read by CDK (substitution and grants), by the embedded home
 * (in-process doors) and by a test that every placeholder is bound and every binding used.
 */
export type Binding =
  /** A door in `functions/tasks/`, deployed as the Lambda function of the group. */
  | { readonly kind: 'door'; readonly door: DoorName; readonly group: 'tasks' }
  /** Another machine of this folder, started as a child. */
  | { readonly kind: 'machine'; readonly machine: MachineName }
  /** The partition of the deployment (`aws`, `aws-cn`). */
  | { readonly kind: 'partition' };

export type MachineName =
  | 'application'
  | 'deliberation'
  | 'discovery-scan'
  | 'emergency-relief'
  | 'human-task'
  | 'referral'
  | 'termination';
export type DoorName =
  | 'open-task'
  | 'settle-task'
  | 'classify'
  | 'determine'
  | 'convene-ballot'
  | 'tally-ballot'
  | 'send-referral'
  | 'place-part'
  | 'close-referral'
  | 'end-aid'
  | 'file-next-tier'
  | 'change-aid'
  | 'conclude-relief'
  | 'scan-population'
  | 'review-households';

export const bindings = {
  Partition: { kind: 'partition' },
  HumanTask: { kind: 'machine', machine: 'human-task' },
  OpenTask: { kind: 'door', door: 'open-task', group: 'tasks' },
  SettleTask: { kind: 'door', door: 'settle-task', group: 'tasks' },
  Classify: { kind: 'door', door: 'classify', group: 'tasks' },
  ConveneBallot: { kind: 'door', door: 'convene-ballot', group: 'tasks' },
  TallyBallot: { kind: 'door', door: 'tally-ballot', group: 'tasks' },
  ConcludeRelief: { kind: 'door', door: 'conclude-relief', group: 'tasks' },
  Determine: { kind: 'door', door: 'determine', group: 'tasks' },
  EndAid: { kind: 'door', door: 'end-aid', group: 'tasks' },
  FileNextTier: { kind: 'door', door: 'file-next-tier', group: 'tasks' },
  ChangeAid: { kind: 'door', door: 'change-aid', group: 'tasks' },
  SendReferral: { kind: 'door', door: 'send-referral', group: 'tasks' },
  PlacePart: { kind: 'door', door: 'place-part', group: 'tasks' },
  ScanPopulation: { kind: 'door', door: 'scan-population', group: 'tasks' },
  ReviewHouseholds: { kind: 'door', door: 'review-households', group: 'tasks' },
  CloseReferral: { kind: 'door', door: 'close-referral', group: 'tasks' },
} as const satisfies Readonly<Record<string, Binding>>;
