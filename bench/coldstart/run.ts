import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundlesOf } from '../../infra/bundles.ts';
import type { Bundle } from '../../infra/bundles.ts';
import { bundleEnvironment } from '../../tests/support/bundle-environment.ts';

/**
 * What a function's bundle adds to a cold start: its import in a fresh Node, from the first byte read to the handler at hand. Node's own
 * start is not in it, nor AWS's. Each round imports every bundle once, in turn, so that a busy moment of the machine meets all.
 */
const AIM_MS = 150;
const root = join(import.meta.dirname, '../..');

const { values } = parseArgs({
  options: {
    templates: { type: 'string', default: join(root, 'cdk.out/aws') },
    rounds: { type: 'string', default: '9' },
  },
});
const folder = resolve(values.templates);
const rounds = Number(values.rounds);
if (!Number.isSafeInteger(rounds) || rounds < 1) {
  throw new Error('npm run bench:coldstart -- [--templates DIR] [--rounds N]');
}

function bundles(): readonly Bundle[] {
  const templates = ['YimenApi', 'YimenAudit', 'YimenWorkflow'].map((stack) => `${stack}.template.json`);
  const missing = templates.find((file) => !existsSync(join(folder, file)));
  if (missing !== undefined) throw new Error(`${join(folder, missing)} is not there: run npm run synth first`);
  return templates.flatMap((file) => bundlesOf(folder, file));
}

function importMs({ file }: Bundle): number {
  const script = `
    const begun = performance.now();
    const { handler } = await import(${JSON.stringify(file)});
    const ms = performance.now() - begun;
    if (typeof handler !== 'function') throw new Error('no handler');
    process.stdout.write('\\n' + ms);
    process.exit(0);`;
  const said = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: folder,
    env: bundleEnvironment,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return Number(said.trim().split('\n').at(-1));
}

const load = loadavg()[0] ?? 0;
const all = bundles();
const taken = new Map(all.map(({ name }) => [name, new Array<number>()]));
for (let round = 1; round <= rounds; round += 1) {
  for (const bundle of all) taken.get(bundle.name)?.push(importMs(bundle));
  process.stderr.write(`round ${round} of ${rounds}\n`);
}

const functions = all
  .map(({ name, bytes }) => {
    const sorted = (taken.get(name) ?? []).toSorted((a, b) => a - b);
    return {
      name,
      kb: Math.round(bytes / 1024),
      import_ms: Math.round(sorted[Math.floor(sorted.length / 2)] ?? Number.NaN),
      best_ms: Math.round(sorted[0] ?? Number.NaN),
      worst_ms: Math.round(sorted.at(-1) ?? Number.NaN),
    };
  })
  .toSorted((a, b) => b.import_ms - a.import_ms);
for (const { name, kb, import_ms, best_ms, worst_ms } of functions) {
  const figures = [import_ms, best_ms, worst_ms].map((ms) => `${ms}`.padStart(5)).join('');
  process.stdout.write(`${name.padEnd(34)}${`${kb}`.padStart(6)} KB${figures} ms (median, best, worst)\n`);
}
const over = functions.filter(({ import_ms }) => import_ms > AIM_MS).map(({ name }) => name);
process.stdout.write(
  `${JSON.stringify({ bench: 'coldstart', node: process.version, rounds, aim_ms: AIM_MS, import_ms_max: functions[0]?.import_ms, over, load_before: Math.round(load * 10) / 10, functions })}\n`,
);
