import type { HeadBase } from '../casework/head-base.ts';
import type { terminationStatuses } from './vocabulary.ts';

/** 终止救助与清退: whether running aid goes on, changes or ends. */
export interface TerminationHead extends HeadBase {
  readonly procedure: 'termination';
  readonly status: (typeof terminationStatuses)[number];
}
