import type { Desk } from '../casework/desk.ts';
import type { visitTaskKinds } from './vocabulary.ts';

type VisitTaskKind = (typeof visitTaskKinds)[number];

export const visitWork: Readonly<Record<VisitTaskKind, Desk>> = {
  'household-visit': {
    stage: 'Visit',
    office: 'township',
    roles: ['window-clerk', 'township-reviewer'],
    title: '走访摸排',
  },
};

const isKind = (kind: string): kind is VisitTaskKind => kind in visitWork;

export const visitDesk = (kind: string): Desk | undefined => (isKind(kind) ? visitWork[kind] : undefined);
