import type { HeadBase } from '../casework/head-base.ts';
import type { deliberationStatuses } from './vocabulary.ts';

/** 一事一议: one motion before the county coordination mechanism. */
export interface DeliberationHead extends HeadBase {
  readonly procedure: 'deliberation';
  readonly status: (typeof deliberationStatuses)[number];
}
