import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answers, DeployFailed, run, start } from './children.ts';
import type { Environment, Running } from './children.ts';

const root = join(import.meta.dirname, '../..');
const requirements = join(import.meta.dirname, 'requirements.txt');
const home = join(root, 'node_modules/.cache/yimen-emulator');

/** Installs what `requirements.txt` pins beside node_modules, once. Gives the folder of its commands. */
export async function installEmulator(): Promise<string> {
  const installed = join(home, 'installed.txt');
  const wanted = readFileSync(requirements, 'utf8');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return join(home, 'bin');
  try {
    await run('python3', ['-m', 'venv', '--clear', home], process.env, root);
  } catch (error) {
    throw new DeployFailed(
      `Python 3.10 or newer with venv is needed (Debian: apt-get install python3-venv).\n${error instanceof Error ? error.message : ''}`,
    );
  }
  await run(join(home, 'bin/pip'), ['install', '--quiet', '--requirement', requirements], process.env, root);
  writeFileSync(installed, wanted);
  return join(home, 'bin');
}

export interface EmulatorOptions {
  readonly bin: string;
  readonly port: number;
  readonly region: string;
  readonly log: string;
  /** PEM file: whom functions and gateway trust besides, here the issuer. */
  readonly certificate: string;
  /** Of the engine, which functions find where they would look for Step Functions. */
  readonly engine: string;
  readonly env: Environment;
}

/** The emulator on loopback. It runs functions with the `node` of its PATH, which is the project's. */
export async function startEmulator(options: EmulatorOptions): Promise<Running & { readonly url: string }> {
  const { bin, port, region, log, certificate, engine, env } = options;
  const url = `http://127.0.0.1:${port}`;
  const running = start(join(bin, 'ministack'), [], log, {
    ...env,
    BIND_HOST: '127.0.0.1',
    MINISTACK_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
    MINISTACK_REGION: region,
    SFTP_ENABLED: '0',
    IOT_MTLS_ENABLED: '0',
    PERSIST_STATE: '0',
    SSL_CERT_FILE: certificate,
    NODE_EXTRA_CA_CERTS: certificate,
    NODE_OPTIONS: `--require=${join(import.meta.dirname, 'lambda-worker.cjs')}`,
    // DuckDB's library of this machine: the layer carries the one for arm64.
    NODE_PATH: join(root, 'node_modules'),
    AWS_ENDPOINT_URL_SFN: engine,
  });
  await answers(url, running, log);
  return { ...running, url };
}
