import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { costOf } from '../../../local/cost/model.ts';
import { playCase } from '../../../local/cost/play.ts';
import type { PlayedCase } from '../../../local/cost/play.ts';
import { pricesOf } from '../../../local/cost/prices.ts';

const kept = JSON.parse(readFileSync('local/cost/counted.json', 'utf8')) as PlayedCase;
const golden = JSON.parse(readFileSync('workflows/application.history.json', 'utf8')) as Record<string, string[]>;
const prices = pricesOf('aws', undefined);
const folder = mkdtempSync(join(tmpdir(), 'yimen-cost-'));
afterAll(() => rmSync(folder, { recursive: true }));

const cost = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, ['local/cost/main.ts', ...args], (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });

describe('what a case asks of AWS', () => {
  it('is what the kept counts say (else: npm run cost -- --recount)', async () => {
    const played: Readonly<Record<string, number>> = { ...(await playCase()) };
    // Branches that run side by side may find each other's writes in one look or in two, and one of them write again.
    const moved = Object.entries(kept).filter(([what, count]) => {
      const most = Math.max(what.startsWith('read') ? 5 : 0, count * 0.06);
      return Math.abs((played[what] ?? 0) - count) > most;
    });
    expect(moved.map(([what, count]) => `${what}: kept ${count}, played ${played[what]}`)).toEqual([]);
  });

  it('has the transitions of the procedure as it is recorded, and those of the work in it', () => {
    const entered = golden['granted after 45 working days']!.filter((line) => line.includes('StateEntered')).length;
    expect(entered).toBeGreaterThan(15);
    expect(kept.transitions).toBeGreaterThan(entered + 5 * 4);
  });
});

describe('the model', () => {
  it('adds up: the lines to the total, a case to what grows with cases', () => {
    const small = costOf(kept, prices, 1000);
    const large = costOf(kept, prices, 2000);
    expect(small.total).toBeCloseTo(
      small.lines.reduce((sum, line) => sum + line.cost, 0),
      9,
    );
    expect(large.total - small.total).toBeCloseTo(1000 * small.perCase, 9);
  });

  it('asks for transitions as the price list does', () => {
    const [transitions] = costOf(kept, prices, 1_000_000).lines;
    expect(transitions).toMatchObject({ aYear: kept.transitions * 1e6, isVerified: true });
    expect(transitions!.cost).toBeCloseTo(kept.transitions * 25, 6);
  });
});

describe('npm run cost', () => {
  it('prints each service, marks what nobody has verified, and ends in JSON', async () => {
    const { code, out } = await cost('--cases', '1000000');
    const lines = out.trim().split('\n');
    expect(out).toMatch(/Step Functions +\d+ +[\d,]+ transitions +[\d,]+$/m);
    expect(out).toMatch(/DynamoDB writes .* \*$/m);
    expect(JSON.parse(lines.at(-1)!)).toMatchObject({ partition: 'aws', currency: 'USD', cases: 1_000_000 });
    expect(code).toBe(0);
  });

  it('has no prices of aws-cn and guesses none', async () => {
    const { code, out, err } = await cost('--partition', 'aws-cn');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('prices of aws-cn are in CNY and not verified');
  });

  it('takes prices of aws-cn from whoever has looked them up', async () => {
    const file = join(folder, 'cn.json');
    writeFileSync(file, JSON.stringify({ ...prices, partition: 'aws-cn', region: 'cn-northwest-1', currency: 'CNY' }));
    const { code, out } = await cost('--partition', 'aws-cn', '--prices', file, '--cases', '1');
    expect(JSON.parse(out.trim().split('\n').at(-1)!)).toMatchObject({ partition: 'aws-cn', currency: 'CNY' });
    expect(code).toBe(0);
    expect((await cost('--prices', file)).err).toContain('holds prices of aws-cn, not of aws');
  });

  it.each([
    [['--cases', '0'], '--cases 0 must be a whole number'],
    [['--partition', 'aws-gov'], '--partition aws-gov is not aws or aws-cn'],
    [['--prices', '/nowhere'], '/nowhere cannot be read'],
    [['--prices', 'package.json'], 'package.json is no list of prices'],
    [['--cheap'], "Unknown option '--cheap'"],
  ])('refuses %j in one line', async (args, message) => {
    const { code, out, err } = await cost(...args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(message);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});
