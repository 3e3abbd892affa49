import type { Desk } from '../casework/desk.ts';
import type { ApplicationHead } from './head.ts';
import { isApplicationTask } from './vocabulary.ts';
import type { ApplicationTaskKind } from './vocabulary.ts';

export const applicationDesks: Readonly<Record<ApplicationTaskKind, Desk>> = {
  'household-investigation': {
    stage: 'Investigate',
    office: 'township',
    roles: ['window-clerk', 'township-reviewer'],
    title: '入户调查',
  },
  'information-check': { stage: 'Investigate', office: 'county', roles: ['county-reviewer'], title: '信息核对' },
  'supply-facts': { stage: 'SupplyFacts', office: 'township', roles: ['window-clerk'], title: '补充信息' },
  'township-opinion': { stage: 'TownshipOpinion', office: 'township', roles: ['township-reviewer'], title: '初审意见' },
  'public-notice': {
    stage: 'PublicNotice',
    office: 'township',
    roles: [],
    title: '公示',
    endsByTime: 'notice-ended',
  },
  'objection-review': {
    stage: 'ReviewObjection',
    office: 'township',
    roles: ['township-reviewer'],
    title: '异议复查',
  },
  confirmation: { stage: 'Confirm', office: 'county', roles: ['county-reviewer'], title: '审核确认' },
  'refusal-letter': {
    stage: 'DeliverReasons',
    office: 'township',
    roles: ['window-clerk'],
    title: '送达不予确认决定书',
  },
};

/** Confirmation moves to the township where the county has delegated its power. */
export function applicationDesk(kind: string, { delegated }: Pick<ApplicationHead, 'delegated'>): Desk | undefined {
  if (!isApplicationTask(kind)) return undefined;
  const desk = applicationDesks[kind];
  return kind === 'confirmation' && delegated ? { ...desk, office: 'township', roles: ['township-reviewer'] } : desk;
}
