import type { HeadBase } from '../casework/head-base.ts';
import type { alertStatuses } from './vocabulary.ts';

/** 预警: a sign that somebody may need help, or need it no longer. */
export interface AlertHead extends HeadBase {
  readonly procedure: 'alert';
  readonly status: (typeof alertStatuses)[number];
}
