import { createRemoteJWKSet } from 'jose';
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { createKeyFile, loadKeyFile } from '../../functions/adapters/crypto/key-file.ts';
import { createJwtIdentity } from '../../functions/adapters/identity/jwt-identity.ts';
import { apiPage } from '../http/api-page.ts';
import { openHome } from './home.ts';
import { reportFailure } from './report-failure.ts';
import { serveHome } from './serve-home.ts';
import type { Running } from './serve-home.ts';
import { sqliteStorage } from './storage.ts';
import { StartError, startErrorOf } from './start-error.ts';

const secureUrl = z.url({ protocol: /^https$/, error: 'must be an https address' });

const configSchema = z.strictObject({
  /** Address to listen on; put a TLS proxy in front for anything but loopback. */
  host: z.string().default('127.0.0.1'),
  port: z.int().min(0).max(65_535),
  dataFolder: z.string().min(1),
  keyFile: z.string().min(1),
  issuer: z.strictObject({ url: secureUrl, audience: z.string().min(1), jwksUrl: secureUrl }),
  sweepSeconds: z.int().min(5).max(3600).default(60),
});

/** Real use. Everything must be configured: a home that starts half-configured would be found out by a family. */
export async function startRealHome(options: {
  readonly config: string | undefined;
  readonly newKeyFile: string | undefined;
}): Promise<Running | undefined> {
  if (options.newKeyFile !== undefined) {
    writeNewKeys(options.newKeyFile);
    return undefined;
  }
  if (options.config === undefined) throw new StartError('say which configuration: npm run serve -- --config FILE');
  const config = readConfig(options.config);
  const folder = resolve(config.dataFolder);
  try {
    mkdirSync(folder, { recursive: true });
    const keys = loadKeyFile({ file: config.keyFile, dataFolder: folder });
    const home = await openHome({
      storage: sqliteStorage(join(folder, 'yimen.db')),
      lakeFolder: join(folder, 'lake'),
      stage: 'production',
      keys,
      identity: createJwtIdentity({
        issuer: config.issuer.url,
        audience: config.issuer.audience,
        keys: createRemoteJWKSet(new URL(config.issuer.jwksUrl)),
        now: Date.now,
      }),
      onFailure: reportFailure,
    });
    const running = await serveHome(home, {
      host: config.host,
      port: config.port,
      extras: [apiPage('production')],
      sweepMs: config.sweepSeconds * 1000,
    });
    process.stdout.write(`yimen listens on ${running.url}; API page ${running.url}/docs; data in ${folder}\n`);
    return running;
  } catch (error) {
    throw startErrorOf(error, { port: config.port, folder });
  }
}

function writeNewKeys(file: string): void {
  try {
    createKeyFile({ file, dataFolder: join(file, 'none') });
    process.stdout.write(`Wrote ${file}. Keep a copy in a safe place: without it nothing sealed can ever be read.\n`);
  } catch (error) {
    throw startErrorOf(error, { port: 0, folder: file });
  }
}

function readConfig(file: string): z.output<typeof configSchema> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new StartError(`the configuration ${file} cannot be read. Check the path; docs/serve.md shows one.`, {
      cause: error,
    });
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new StartError(
      `the configuration ${file} is not valid JSON: ${error instanceof Error ? error.message : ''}`,
      {
        cause: error,
      },
    );
  }
  const parsed = configSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || '(file)'}: ${message}`);
  throw new StartError(`the configuration ${file} is not complete: ${faults.join('; ')}. docs/serve.md shows one.`);
}
