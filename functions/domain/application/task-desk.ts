import type { Role } from '../authority/principal.ts';
import type { CaseHead, Stage, TaskKind } from './records.ts';

/** Who does each kind of work, and at which stage of the procedure it stands. */
export interface Desk {
  readonly stage: Stage;
  readonly level: 'township' | 'county';
  /** Empty: nobody decides it; an objection or the end of its period closes it. */
  readonly roles: readonly Role[];
  /** What people call the work. */
  readonly title: string;
}

const desks: Readonly<Record<TaskKind, Desk>> = {
  'household-investigation': {
    stage: 'Investigate',
    level: 'township',
    roles: ['window-clerk', 'township-reviewer'],
    title: '入户调查',
  },
  'information-check': { stage: 'Investigate', level: 'county', roles: ['county-reviewer'], title: '信息核对' },
  'supply-facts': { stage: 'SupplyFacts', level: 'township', roles: ['window-clerk'], title: '补充信息' },
  'township-opinion': { stage: 'TownshipOpinion', level: 'township', roles: ['township-reviewer'], title: '初审意见' },
  'public-notice': { stage: 'PublicNotice', level: 'township', roles: [], title: '公示' },
  'objection-review': {
    stage: 'ReviewObjection',
    level: 'township',
    roles: ['township-reviewer'],
    title: '异议复查',
  },
  confirmation: { stage: 'Confirm', level: 'county', roles: ['county-reviewer'], title: '审核确认' },
  'refusal-letter': {
    stage: 'DeliverReasons',
    level: 'township',
    roles: ['window-clerk'],
    title: '送达不予确认决定书',
  },
};

/** Confirmation moves to the township where the county has delegated its power. */
export function deskOf(kind: TaskKind, head: Pick<CaseHead, 'delegated'>): Desk {
  const desk = desks[kind];
  return kind === 'confirmation' && head.delegated
    ? { ...desk, level: 'township', roles: ['township-reviewer'] }
    : desk;
}
