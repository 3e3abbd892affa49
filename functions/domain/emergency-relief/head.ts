import type { HeadBase } from '../casework/head-base.ts';
import type { reliefStatuses } from './vocabulary.ts';

/** 临时救助, beside whatever else runs for the family. */
export interface ReliefHead extends HeadBase {
  readonly procedure: 'emergency-relief';
  readonly status: (typeof reliefStatuses)[number];
}
