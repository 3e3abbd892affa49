import { Duration } from 'aws-cdk-lib';
import type { DoorName } from '../workflows/bindings.ts';
import type { TableAccess, VaultAccess } from './constructs/access.ts';
import type { HouseFunctionProps } from './constructs/function.ts';

/** What a function is, where it departs from the others of its stack. */
export type Own = Pick<HouseFunctionProps, 'entry' | 'description'> & Partial<HouseFunctionProps>;

export interface Rights {
  /** Absent: it knows no case. */
  readonly table?: TableAccess;
  readonly vault?: VaultAccess;
  /** Works with departments' datasets, and needs DuckDB for it. */
  readonly lake?: 'read' | 'read-and-write';
}

const table: TableAccess = { reads: true, writes: 'all', indexes: [] };

/** One function a door: each may do what that step of the procedure does, and no more. */
export const doorFunctions: Readonly<
  Record<DoorName, { readonly id: string; readonly own: Own; readonly rights: Rights }>
> = {
  'open-task': {
    id: 'OpenTask',
    own: { entry: 'tasks-open', description: "Opens people's work and leaves the execution's token at its door" },
    rights: { table, vault: { households: 'open', doorbells: 'create-and-open' } },
  },
  'settle-task': {
    id: 'SettleTask',
    own: { entry: 'tasks-settle', description: 'Reads the record of a task and stamps that the procedure has seen it' },
    rights: { table },
  },
  classify: {
    id: 'Classify',
    own: { entry: 'tasks-classify', description: 'Walks a family down the ladder of categories' },
    rights: { table, vault: { households: 'open' } },
  },
  determine: {
    id: 'Determine',
    own: { entry: 'tasks-determine', description: 'Determines: grant or refusal, monitoring pool, notice' },
    rights: { table, vault: { households: 'open', blindIndex: true } },
  },
  'end-aid': {
    id: 'EndAid',
    own: { entry: 'tasks-end-aid', description: 'Writes a confirmed end of aid: chain, monitoring pool, letter' },
    rights: { table, vault: { households: 'open' } },
  },
  'file-next-tier': {
    id: 'FileNextTier',
    own: { entry: 'tasks-file-next-tier', description: 'Files an application for the tier after the one that ended' },
    rights: { table, vault: { households: 'open', blindIndex: true } },
  },
  'change-aid': {
    id: 'ChangeAid',
    own: { entry: 'tasks-change-aid', description: 'Writes a confirmed change of aid: chain, letter' },
    rights: { table, vault: { households: 'open' } },
  },
  'convene-ballot': {
    id: 'ConveneBallot',
    own: { entry: 'tasks-convene-ballot', description: 'Takes the snapshot of who may vote in a ballot' },
    rights: { table },
  },
  'tally-ballot': {
    id: 'TallyBallot',
    own: { entry: 'tasks-tally-ballot', description: 'Counts a closed ballot and writes its minutes' },
    rights: { table, vault: { households: 'open' } },
  },
  'send-referral': {
    id: 'SendReferral',
    own: { entry: 'tasks-send-referral', description: 'Sends the parts of a referral to their departments' },
    rights: { table, vault: { households: 'open' } },
  },
  'place-part': {
    id: 'PlacePart',
    own: { entry: 'tasks-place-part', description: 'Says which work a part of a referral waits for' },
    rights: { table },
  },
  'close-referral': {
    id: 'CloseReferral',
    own: { entry: 'tasks-close-referral', description: 'Writes how a referral ended and what the family is told' },
    rights: { table, vault: { households: 'open' } },
  },
  'scan-population': {
    id: 'ScanPopulation',
    own: {
      entry: 'tasks-scan-population',
      description: 'Matches the whole population against what departments delivered, and raises alerts',
      timeout: Duration.minutes(15),
      memory: 3538,
      // Two runs at once would do the same work twice.
      concurrency: 1,
    },
    rights: {
      table: { reads: true, writes: 'all', indexes: ['gsi1'] },
      vault: { households: 'create-and-open', blindIndex: true },
      lake: 'read-and-write',
    },
  },
  'review-households': {
    id: 'ReviewHouseholds',
    own: {
      entry: 'tasks-review-households',
      description: "Looks a county's register through for what is missing or doubled",
      timeout: Duration.minutes(15),
      memory: 2048,
    },
    rights: {
      table: { reads: true, writes: 'all', indexes: ['gsi1'] },
      vault: { households: 'create-and-open', blindIndex: true },
      lake: 'read',
    },
  },
  'conclude-relief': {
    id: 'ConcludeRelief',
    own: { entry: 'tasks-conclude-relief', description: 'Takes over what the coordination mechanism granted' },
    rights: { table },
  },
};
