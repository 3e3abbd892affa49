import type { Desk } from '../casework/desk.ts';
import type { alertTaskKinds } from './vocabulary.ts';

type AlertTaskKind = (typeof alertTaskKinds)[number];

export const alertWork: Readonly<Record<AlertTaskKind, Desk>> = {
  'alert-triage': { stage: 'TriageAlert', office: 'county', roles: ['county-reviewer'], title: '预警分派' },
  'alert-verification': {
    stage: 'VerifyAlert',
    office: 'township',
    roles: ['window-clerk', 'township-reviewer'],
    title: '预警核实',
  },
  'alert-disposal': { stage: 'DisposeOfAlert', office: 'county', roles: ['county-reviewer'], title: '预警处置' },
};

const isKind = (kind: string): kind is AlertTaskKind => kind in alertWork;

export const alertDesk = (kind: string): Desk | undefined => (isKind(kind) ? alertWork[kind] : undefined);
