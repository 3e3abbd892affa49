import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPlan } from '../../../local/simulation/plan.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const script = join(import.meta.dirname, '../../../local/simulation/main.ts');

const simulate = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
};

describe('npm run simulate', () => {
  it('prints the whole result as JSON on stdout, progress on stderr, and charts where asked', () => {
    const folder = tempFolder();
    const plan = join(folder, 'plan.json');
    writeFileSync(plan, JSON.stringify({ ...readPlan(), applicationsPerYear: 120 }));
    const html = join(folder, 'charts.html');
    const { status, stdout, stderr } = simulate(
      '--months',
      '1',
      '--seed',
      '2',
      '--plan',
      plan,
      '--json',
      '--html',
      html,
    );
    expect(status).toBe(0);
    const report = JSON.parse(stdout) as { simulation: { seed: number; months: number } };
    expect(report.simulation).toMatchObject({ seed: 2, months: 1 });
    expect(stderr).toContain('100%');
    expect(existsSync(html)).toBe(true);
    const page = readFileSync(html, 'utf8');
    expect(page).toContain('<svg');
    expect(page).not.toMatch(/<script|https?:\/\//);
  });

  it.each([
    [['--months', '0'], '--months 0 must be a whole number from 1 to 60.'],
    [['--seed', 'x'], '--seed x must be a whole number'],
    [['--from', '2026-02-30'], '--from 2026-02-30 is no day'],
    [['--plan', '/nowhere/plan.json'], 'cannot be read'],
    [['--years', '3'], 'Try --help.'],
  ])('refuses %j in one line', (args, text) => {
    const { status, stdout, stderr } = simulate(...args);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(text);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).not.toContain('    at ');
  });

  it('names every fault of a plan', () => {
    const plan = join(tempFolder(), 'plan.json');
    writeFileSync(plan, JSON.stringify({ ...readPlan(), applicationsPerYear: 0, withdrawals: { percent: 120 } }));
    const { status, stderr } = simulate('--plan', plan);
    expect(status).toBe(1);
    expect(stderr).toMatch(/applicationsPerYear: .*withdrawals\.percent: /);
  });
});
