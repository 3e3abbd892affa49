import type { Desk } from '../casework/desk.ts';
import type { adjudicationTaskKinds } from './vocabulary.ts';

type AdjudicationTaskKind = (typeof adjudicationTaskKinds)[number];

export const adjudicationWork: Readonly<Record<AdjudicationTaskKind, Desk>> = {
  'record-adjudication': {
    stage: 'Adjudicate',
    office: 'county',
    roles: ['county-reviewer'],
    title: '档案核并',
  },
};

const isKind = (kind: string): kind is AdjudicationTaskKind => kind in adjudicationWork;

export const adjudicationDesk = (kind: string): Desk | undefined => (isKind(kind) ? adjudicationWork[kind] : undefined);
