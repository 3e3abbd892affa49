import { formatYuan } from '../../functions/domain/values/fen.ts';
import { tiers, tierTitles } from '../../functions/domain/classification/tier.ts';

/** One thing that happened to a family, as the window would tell it. */
export interface Step {
  readonly family: string;
  /** English code of the step, stable. */
  readonly step: string;
  /** Chinese name of the step. */
  readonly title: string;
  readonly on: string;
  readonly caseId?: string;
  readonly dueOn?: string | null;
  readonly provisional?: boolean;
  /** Why this date, line by line. */
  readonly why?: readonly string[];
  readonly detail?: string;
}

export interface ChainLine {
  readonly householdId: string;
  readonly entries: readonly unknown[];
  readonly pool: readonly unknown[];
  readonly reliefs: readonly unknown[];
  readonly gaps: readonly unknown[];
  readonly overlaps: readonly unknown[];
  readonly isVerified: boolean;
}

export interface Narrator {
  begin(family: string, story: string): void;
  step(step: Step): void;
  chain(family: string, chain: ChainLine): void;
}

/** One JSON object a step, for programs. */
export const jsonNarrator = (write: (line: string) => void): Narrator => ({
  begin: () => {},
  step: (step) => write(`${JSON.stringify(step)}\n`),
  chain: (family, chain) => write(`${JSON.stringify({ family, step: 'chain', title: '救助链', ...chain })}\n`),
});

export const plainNarrator = (write: (line: string) => void): Narrator => ({
  begin: (family, story) => write(`\n━━ ${family}\n   ${story}\n`),
  step({ title, on, dueOn, provisional, why = [], detail }) {
    const due = dueOn === undefined || dueOn === null ? '' : `  期限 ${dueOn}${provisional === true ? '(暂定)' : ''}`;
    write(`   ${on}  ${title}${due}${detail === undefined ? '' : `  ${detail}`}\n`);
    for (const line of why) write(`               · ${line}\n`);
  },
  chain(_family, { entries, pool, reliefs, gaps, overlaps, isVerified }) {
    write('   救助链\n');
    for (const [line, persons] of counted(entries.map(entryText))) write(`     ${line}(${persons}人)\n`);
    for (const line of reliefs.map(reliefText)) write(`     ${line}\n`);
    if (pool.length > 0) write(`     动态监测:${pool.length}人\n`);
    const found =
      gaps.length === 0 && overlaps.length === 0 ? '无遗漏、无重复' : `遗漏${gaps.length} 重复${overlaps.length}`;
    write(`     ${found};办理记录${isVerified ? '核验一致' : '核验不一致!'}\n`);
  },
});

function counted(lines: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

function entryText(entry: unknown): string {
  const read = (name: string): unknown =>
    typeof entry === 'object' && entry !== null ? Reflect.get(entry, name) : undefined;
  const tier = tiers.find((known) => known === read('tier'));
  const monthly = read('monthlyFen');
  const until = read('until');
  const amount = typeof monthly === 'number' ? ` 家庭月补${formatYuan(monthly)}` : '';
  return `${tier === undefined ? '' : tierTitles[tier]} 自${String(read('from'))}起${typeof until === 'string' ? `至${until}` : ''}${amount}`;
}

function reliefText(relief: unknown): string {
  const fen: unknown = typeof relief === 'object' && relief !== null ? Reflect.get(relief, 'fen') : undefined;
  const on: unknown = typeof relief === 'object' && relief !== null ? Reflect.get(relief, 'on') : undefined;
  return `临时救助 ${String(on)} ${typeof fen === 'number' ? formatYuan(fen) : ''}`;
}
