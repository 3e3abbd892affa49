import { describe, expect, it } from 'vitest';
import { NEVER, pressingAt, STANDING_STILL } from '../../../../functions/domain/casework/pressing.ts';
import { MONDAY, openTaskOf } from '../../../support/case-head.ts';

describe('what presses on a task', () => {
  const limit = { limitId: 'dibao.total', from: MONDAY, dueOn: MONDAY, dueAt: 1000, provisional: false };

  it('is nothing while every limit stands still, and the limit that runs on where one does', () => {
    const paused = { ...limit, paused: true } as const;
    expect(pressingAt(openTaskOf('confirmation', { finishLimit: paused, pausedSince: MONDAY }))).toBe(STANDING_STILL);
    expect(pressingAt(openTaskOf('public-notice', { finishLimit: limit, pausedSince: MONDAY }))).toBe(1000);
    expect(pressingAt(openTaskOf('supply-facts'))).toBe(NEVER);
  });

  it('is the case’s own limit where that comes first', () => {
    expect(pressingAt(openTaskOf('confirmation', { finishLimit: limit, caseDueAt: 900 }))).toBe(900);
  });
});
