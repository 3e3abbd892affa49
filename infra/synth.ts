import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { budgetOf, bundlesOf } from './bundles.ts';
import { configNames, defaultRegions, readConfig } from './config.ts';
import type { Config } from './config.ts';

const root = join(import.meta.dirname, '..');
const cdkJson = z.object({ context: z.record(z.string(), z.unknown()) });

/** As the CDK CLI sets it: the templates must not depend on who synthesises. */
const metadata = { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true };

interface Job {
  readonly config: Config;
  readonly given: Readonly<Record<string, string>>;
  readonly outdir: string;
}

/** Templates of both partitions, or of the one that `-c` names; without credentials, network or Docker. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { context: { type: 'string', short: 'c', multiple: true }, output: { type: 'string', short: 'o' } },
  });
  const given = Object.fromEntries((values.context ?? []).map(assignment));
  const output = resolve(values.output ?? join(root, 'cdk.out'));
  const wanted =
    'partition' in given ? [given] : Object.keys(defaultRegions).map((partition) => ({ ...given, partition }));
  const jobs = wanted.map((one): Job => {
    const config = readConfig(one);
    return { config, given: one, outdir: wanted.length === 1 ? output : join(output, config.partition) };
  });
  // Side by side, and reported in order once all are done.
  const summaries = await Promise.all(jobs.map(synthesise));
  process.stdout.write(`${summaries.flat().join('\n')}\ntemplates: ${output}\n`);
}

function assignment(argument: string): [string, string] {
  const at = argument.indexOf('=');
  const name = argument.slice(0, Math.max(at, 0));
  if (configNames.includes(name)) return [name, argument.slice(at + 1)];
  throw new SynthFailed(`-c ${argument} is not understood; give name=value with one of ${configNames.join(', ')}`);
}

class SynthFailed extends Error {
  override readonly name = 'SynthFailed';
}

/** Runs the app as the CDK CLI would. What CDK and esbuild have to say is heard only where it failed. */
async function synthesise({ config, given, outdir }: Job): Promise<readonly string[]> {
  const { context } = cdkJson.parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')));
  // Only what an earlier synthesis wrote: assets of old bundles would pile up.
  for (const entry of namesIn(outdir)) {
    if (/^asset\.|\.template\.json$|\.assets\.json$/.test(entry)) rmSync(join(outdir, entry), { recursive: true });
  }
  const app = spawn(process.execPath, ['--import', './local/node24.mjs', 'infra/app.ts'], {
    cwd: root,
    env: {
      ...process.env,
      CDK_OUTDIR: outdir,
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, ...metadata, ...given }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((done, failed) => app.once('error', failed).once('close', done));
  const [code, ...said] = await Promise.all([ended, text(app.stdout), text(app.stderr)]);
  const place = `${config.partition} ${config.region}`;
  if (code !== 0) throw new SynthFailed(`${said.join('')}\n${place}: synthesis failed (exit ${code})`);
  return namesIn(outdir)
    .filter((name) => name.endsWith('.template.json'))
    .flatMap((name) => [`${place} ${summaryOf(outdir, name)}`, ...sizesOf(outdir, name)]);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
}

function summaryOf(outdir: string, name: string): string {
  const content = readFileSync(join(outdir, name), 'utf8');
  const { Resources } = z.object({ Resources: z.record(z.string(), z.unknown()) }).parse(JSON.parse(content));
  const kb = Math.ceil(Buffer.byteLength(content) / 1024);
  return `${name.replace('.template.json', '')}: ${Object.keys(Resources).length} resources, ${kb} KB`;
}

function sizesOf(outdir: string, name: string): readonly string[] {
  const kb = (bytes: number) => `${Math.ceil(bytes / 1024)} KB`;
  const sizes = bundlesOf(outdir, name);
  const over = sizes.filter((bundle) => bundle.bytes > budgetOf(bundle));
  if (over.length > 0) {
    const list = over.map((bundle) => `${bundle.name} ${kb(bundle.bytes)}`).join(', ');
    throw new SynthFailed(`bundles over their budget: ${list}. esbuild's metafile shows what came in.`);
  }
  return sizes.length === 0
    ? []
    : [`  bundles: ${sizes.map(({ name: of, bytes }) => `${of.split('/').at(-1)} ${kb(bytes)}`).join(', ')}`];
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
