import { adjudicationWork } from '../adjudication/desks.ts';
import { alertWork } from '../alert/desks.ts';
import { applicationDesks } from '../application/desks.ts';
import { deliberationWork } from '../deliberation/desks.ts';
import { reliefWork } from '../emergency-relief/desks.ts';
import { referralWork } from '../referral/desks.ts';
import { terminationWork } from '../termination/desks.ts';
import { visitWork } from '../visit/desks.ts';
import type { Work } from './desk.ts';
import type { TaskKind } from './vocabulary.ts';

const works: Readonly<Record<TaskKind, Work>> = {
  ...applicationDesks,
  ...referralWork,
  ...deliberationWork,
  ...terminationWork,
  ...reliefWork,
  ...alertWork,
  ...visitWork,
  ...adjudicationWork,
};

/** Title and stage of a kind of work, where no case is at hand. */
export const workOf = (kind: TaskKind): Work => works[kind];
