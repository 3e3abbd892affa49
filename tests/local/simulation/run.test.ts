import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../functions/domain/values/civil-date.ts';
import { readPlan } from '../../../local/simulation/plan.ts';
import type { Plan } from '../../../local/simulation/plan.ts';
import type { Progress } from '../../../local/simulation/progress.ts';
import { simulate } from '../../../local/simulation/run.ts';

const quiet: Progress = { step: () => {}, end: () => {} };
const plan: Plan = { ...readPlan(), applicationsPerYear: 600 };

const run = (seed: number, more: Partial<Plan> = {}) =>
  simulate({ seed, months: 2, from: civilDate('2026-01-01'), plan: { ...plan, ...more }, progress: quiet });

describe('a simulated city', () => {
  it('gives the same result for the same seed, byte for byte, and another for another', async () => {
    const first = JSON.stringify(await run(7));
    expect(JSON.stringify(await run(7))).toBe(first);
    expect(JSON.stringify(await run(8))).not.toBe(first);
  });

  it('loses nobody: every family is granted, refused, withdrawn or under review', async () => {
    const { applications, totals, months } = await run(3);
    const { registered, granted, refused, withdrawn, underReview } = applications;
    expect(registered).toBeGreaterThan(60);
    expect(granted + refused + withdrawn + underReview).toBe(registered);
    expect(granted).toBeGreaterThan(0);
    expect(totals.applications).toBe(registered);
    expect(months.reduce((sum, { figures }) => sum + figures.tasksClosed, 0)).toBe(totals.tasksClosed);
  });

  it('shows where people are too few: reminders, lateness and supervision orders follow', async () => {
    const slow = {
      ...plan.staff,
      exceptions: [],
      township: plan.staff.township.map((post) => ({
        ...post,
        people: Math.min(post.people, 1),
        actsPerDay: Math.min(post.actsPerDay, 1),
      })),
      county: plan.staff.county.map((post) => ({
        ...post,
        people: Math.min(post.people, 1),
        actsPerDay: Math.min(post.actsPerDay, 1),
      })),
    };
    const [usual, few] = [await run(5), await run(5, { staff: slow })];
    expect(few.totals.overdue).toBeGreaterThan(usual.totals.overdue);
    expect(few.totals.reminders).toBeGreaterThan(usual.totals.reminders);
    expect(few.totals.escalations).toBeGreaterThan(0);
  });
});
