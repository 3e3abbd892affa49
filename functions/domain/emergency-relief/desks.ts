import type { Desk } from '../casework/desk.ts';
import type { reliefTaskKinds } from './vocabulary.ts';

type ReliefTaskKind = (typeof reliefTaskKinds)[number];

export const reliefWork: Readonly<Record<ReliefTaskKind, Desk>> = {
  'relief-help': {
    stage: 'Help',
    office: 'township',
    roles: ['window-clerk', 'township-reviewer'],
    title: '急难先行救助',
  },
  'relief-help-county': {
    stage: 'HelpByCounty',
    office: 'county',
    roles: ['county-reviewer'],
    title: '急难先行救助(县级)',
  },
  'relief-papers': {
    stage: 'Papers',
    office: 'township',
    roles: ['window-clerk', 'township-reviewer'],
    title: '补齐急难救助手续',
  },
  'relief-review': { stage: 'Review', office: 'township', roles: ['township-reviewer'], title: '临时救助审核' },
  'relief-approval': {
    stage: 'Approve',
    office: 'township',
    roles: ['township-reviewer'],
    title: '小额临时救助审批',
  },
  'relief-approval-county': {
    stage: 'ApproveByCounty',
    office: 'county',
    roles: ['county-reviewer'],
    title: '临时救助审批',
  },
  'relief-deliberation': { stage: 'Deliberate', office: 'county', roles: [], title: '等待一事一议结果' },
  'relief-payment': {
    stage: 'Pay',
    office: 'township',
    roles: ['window-clerk', 'township-reviewer'],
    title: '发放临时救助',
  },
};

const isKind = (kind: string): kind is ReliefTaskKind => kind in reliefWork;

export const reliefDesk = (kind: string): Desk | undefined => (isKind(kind) ? reliefWork[kind] : undefined);
