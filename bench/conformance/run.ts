/**
 * Runs the conformance cases against the endpoint and writes `docs/asl-support.md` from the results. The cases and
 * their runner are not part of this repository: `npm run asl-support -- FOLDER`, where FOLDER holds `cases.json`,
 * `run.mjs` and `handlers.mjs`.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { startEndpoint } from '../../local/sfn-endpoint/endpoint.ts';
import { lambdaDoor, loadHandlers } from '../../local/sfn-endpoint/lambda.ts';
import { page } from './page.ts';

const given = process.argv[2];
if (given === undefined) {
  process.stderr.write('Say where the conformance cases are: npm run asl-support -- FOLDER\n');
  process.exit(1);
}
const cases = resolve(given);
const root = new URL('../../', import.meta.url).pathname;
const report = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      area: z.string(),
      kind: z.string(),
      exact: z.boolean(),
      skipped: z.string().optional(),
      types: z.boolean().optional(),
      details: z.boolean().optional(),
    }),
  ),
});

const folder = mkdtempSync(join(tmpdir(), 'asl-support-'));
const endpoint = await startEndpoint({
  port: 0,
  folder: join(folder, 'data'),
  s3Port: 0,
  lambda: lambdaDoor({ handlers: await loadHandlers(join(cases, 'handlers.mjs')) }),
  onError: (error) => console.error(error),
});
try {
  const out = join(folder, 'out.json');
  const args = ['--endpoint', endpoint.url, '--corpus', join(cases, 'cases.json'), '--out', out];
  const runner = spawn(
    process.execPath,
    [
      join(cases, 'run.mjs'),
      ...args,
      '--lambda-handlers',
      join(cases, 'handlers.mjs'),
      '--s3-endpoint',
      endpoint.s3Url ?? '',
      '--timeout',
      '75',
      '--concurrency',
      '60',
    ],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const code = await new Promise((done) => {
    runner.once('exit', done);
  });
  if (code !== 0) throw new Error(`The runner in ${cases} ended with ${String(code)}.`);
  const { results } = report.parse(JSON.parse(readFileSync(out, 'utf8')));
  const target = join(root, 'docs/asl-support.md');
  writeFileSync(target, page(results));
  console.log(
    `written: docs/asl-support.md (${results.filter(({ exact }) => exact).length} of ${results.length} exact)`,
  );
} finally {
  await endpoint.close();
  rmSync(folder, { recursive: true });
}
