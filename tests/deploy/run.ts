import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { whole } from '../../local/command-line.ts';
import { run } from './children.ts';
import { installEmulator } from './emulator.ts';
import { ACCOUNT, REGION, startCloudHome } from './home.ts';
import type { CloudHome } from './home.ts';
import { AUDIENCE, startIssuer } from './issuer.ts';

const HELP = `Deploys the templates to an emulator of AWS on this machine, runs the end-to-end suite through the deployed
functions, and takes everything down again.

  npm run test:deploy -- [--homes N] [--keep] [FILTER …]

  --homes N   so many deployments side by side, which share the suite's files among them (default 2, at most 8)
  --keep      stop after the deployment and leave it standing until Ctrl-C
  FILTER      names of test files, as vitest takes them; default: the whole suite
`;

const root = join(import.meta.dirname, '../..');
const layer = join(root, 'infra/duckdb-layer/nodejs/node_modules');

/** Undone in the reverse order, whatever happens in between. */
const undo: (() => Promise<unknown>)[] = [];

const began = performance.now();
const say = (what: string): void => {
  process.stdout.write(`[${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s] ${what}\n`);
};

const signalled = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
});

async function synthesise(assembly: string, issuer: string): Promise<void> {
  if (!existsSync(layer)) await run('npm', ['run', '--silent', 'layer'], process.env, root);
  const config = { region: REGION, account: ACCOUNT, stage: 'test', profile: 'emulator', issuer, audience: AUDIENCE };
  const context = Object.entries(config).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  await run('cdk', ['synth', '--quiet', '--output', assembly, ...context], process.env, root);
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      homes: { type: 'string', default: '2' },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const wanted = whole('homes', values.homes, 1, 8);
  // No credentials of whoever runs this go anywhere.
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
  });
  const folder = mkdtempSync(join(tmpdir(), 'yimen-deploy-'));
  undo.push(async () => rmSync(folder, { recursive: true, force: true }));
  const bin = await installEmulator();
  const issuer = await startIssuer();
  undo.push(() => issuer.close());
  const certificate = join(folder, 'issuer.pem');
  writeFileSync(certificate, issuer.certificate);
  say('emulator installed');

  const assembly = join(folder, 'cdk.out');
  await synthesise(assembly, issuer.url);
  say('templates synthesised');

  const homes: CloudHome[] = [];
  for (let number = 1; number <= wanted; number += 1) {
    const home = await startCloudHome({ bin, folder: join(folder, `home-${number}`), certificate, env: process.env });
    undo.push(() => home.stop());
    homes.push(home);
  }
  const urls = await Promise.all(homes.map((home) => home.deploy(assembly)));
  for (const [index, { emulator, engine }] of homes.entries())
    say(`deployed to ${emulator}, engine ${engine}: ${urls[index]}`);

  const where = ['--sign-in', issuer.url];
  for (const [index, { engine }] of homes.entries()) where.push('--url', urls[index] ?? '', '--engine', engine);
  if (values.keep) {
    const quoted = where.map((word) => `'${word}'`).join(' ');
    say(`NODE_EXTRA_CA_CERTS=${certificate} npm run test:e2e -- ${quoted}`);
    say(`Ctrl-C takes it down. Logs: ${folder}`);
    await signalled;
    return 0;
  }
  const smoke = ['local/smoke/main.ts', '--url', urls[0] ?? '', '--token', (await issuer.tokenOf('supervisor')) ?? ''];
  say(`what is run after a deployment:\n${await run(process.execPath, smoke, process.env, root)}`);
  const suite = spawn(process.execPath, [join(root, 'tests/e2e/run.ts'), ...where, ...positionals], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate },
  });
  undo.push(async () => suite.kill());
  const code: unknown = await Promise.race([once(suite, 'close').then(([ended]) => ended), signalled]);
  say(`the suite ended with ${String(code)}`);
  await Promise.all(homes.map((home) => home.destroy(assembly)));
  say('stacks deleted');
  return typeof code === 'number' ? code : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  for (const each of undo.toReversed()) await each().catch(() => undefined);
  say('everything stopped');
}
