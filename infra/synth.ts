import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { defaultRegions, readConfig } from './config.ts';
import type { Config } from './config.ts';
import { cloudHouse } from './house.ts';

const root = join(import.meta.dirname, '..');
const cdkJson = z.object({ context: z.record(z.string(), z.unknown()) });

/** Templates of both partitions, or of the one that `-c` names; without credentials, network or Docker. */
function main(): void {
  const { values } = parseArgs({
    options: { context: { type: 'string', short: 'c', multiple: true }, output: { type: 'string', short: 'o' } },
  });
  const given = Object.fromEntries((values.context ?? []).map(assignment));
  const partitions =
    'partition' in given ? [given] : Object.keys(defaultRegions).map((partition) => ({ ...given, partition }));
  const output = resolve(values.output ?? join(root, 'cdk.out'));
  const { context } = cdkJson.parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')));
  for (const one of partitions) {
    const config = readConfig(one);
    synthesise(config, partitions.length === 1 ? output : join(output, config.partition), context);
  }
  process.stdout.write(`templates: ${output}\n`);
}

function assignment(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new Error(`-c ${text} is no name=value`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function synthesise(config: Config, outdir: string, context: Record<string, unknown>): void {
  if (existsSync(join(outdir, 'manifest.json'))) rmSync(outdir, { recursive: true });
  const { app } = cloudHouse(config, { outdir, context });
  const assembly = app.synth();
  for (const { stackName, templateFullPath } of assembly.stacks) {
    const { Resources } = z
      .object({ Resources: z.record(z.string(), z.unknown()) })
      .parse(JSON.parse(readFileSync(templateFullPath, 'utf8')));
    const kb = Math.ceil(statSync(templateFullPath).size / 1024);
    process.stdout.write(
      `${config.partition} ${config.region} ${stackName}: ${Object.keys(Resources).length} resources, ${kb} KB\n`,
    );
  }
}

main();
