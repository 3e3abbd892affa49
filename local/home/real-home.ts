import { createRemoteJWKSet } from 'jose';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createKeyFile, loadKeyFile } from '../../functions/adapters/crypto/key-file.ts';
import { openSigningKey, publicKeyFileOf } from '../../functions/adapters/crypto/signing-key-file.ts';
import { createJwtIdentity } from '../../functions/adapters/identity/jwt-identity.ts';
import { apiPage } from '../http/api-page.ts';
import { anchorPlace } from './anchor-place.ts';
import { openHome } from './home.ts';
import { openAnchors } from './open-anchors.ts';
import { lakeFolder } from './lake-folder.ts';
import { readConfig } from './real-config.ts';
import { reportFailure } from './report-failure.ts';
import { serveHome } from './serve-home.ts';
import type { Running } from './serve-home.ts';
import { sqliteStorage } from './storage.ts';
import { StartError, startErrorOf } from './start-error.ts';

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
      lake: lakeFolder(folder),
      anchors: openAnchors(anchorPlace(folder, config.keyFile)),
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
    const dataFolder = join(file, 'none');
    createKeyFile({ file, dataFolder });
    const { signingKey } = anchorPlace(dataFolder, file);
    openSigningKey({ file: signingKey, dataFolder, isNew: true });
    process.stdout.write(
      `Wrote ${file}. Keep a copy in a safe place: without it nothing sealed can ever be read.\n` +
        `Wrote ${signingKey}, which signs anchors; ${publicKeyFileOf(signingKey)} is for whoever audits.\n`,
    );
  } catch (error) {
    throw startErrorOf(error, { port: 0, folder: file });
  }
}
