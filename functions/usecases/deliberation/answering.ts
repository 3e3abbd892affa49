import type { OutboxMessage } from '../../domain/casework/message.ts';
import type { DeliberationHead } from '../../domain/deliberation/head.ts';
import type { MotionAnswer } from '../../domain/deliberation/motion.ts';

/** Tells the task that waits, where one does. */
export const answering = (
  { caseId, motion }: Pick<DeliberationHead, 'caseId' | 'motion'>,
  outcome: MotionAnswer,
): readonly OutboxMessage[] =>
  motion.answers === undefined ? [] : [{ kind: 'answer', caseId, taskId: motion.answers, outcome }];
