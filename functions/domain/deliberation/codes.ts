import type { DeliberationRefusal } from './decide.ts';

/** Why a request about a motion changes nothing; stable. */
export type DeliberationCode =
  | DeliberationRefusal['code']
  | 'not-deliberable'
  | 'motion-open'
  | 'not-a-ballot'
  | 'ballot-open'
  | 'ballot-closed'
  | 'no-ballot-open'
  | 'no-meeting'
  | 'not-a-member'
  | 'not-attending'
  | 'not-chair'
  | 'unknown-seat'
  | 'voted-already';
