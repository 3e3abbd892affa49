import { join, resolve } from 'node:path';
import { areaCode } from '../../functions/domain/values/area-code.ts';
import { unitId } from '../../functions/domain/values/ids.ts';
import { demoSignIn } from '../http/demo-sign-in.ts';
import { apiPage } from '../http/api-page.ts';
import { openDemoIssuer } from '../identity/demo-issuer.ts';
import { demoPeople } from '../identity/demo-people.ts';
import { demoPlace, openDemoKeys } from './demo-place.ts';
import { openHome } from './home.ts';
import { openAnchors } from './open-anchors.ts';
import type { HomeOptions } from './home.ts';
import { reportFailure } from './report-failure.ts';
import { sqliteStorage } from './storage.ts';
import type { OpenStorage } from './storage.ts';
import { startErrorOf } from './start-error.ts';
import { serveHome } from './serve-home.ts';
import type { Running } from './serve-home.ts';

export interface DemoTownOptions {
  /** 0: any free one. */
  readonly port: number;
  readonly folder: string;
  readonly isQuiet?: boolean;
  /**
   * Constant distance of the town's real clock from this machine's; sign-ins keep the machine's. The same folder must be
   * given the same distance again, or its time would jump.
   */
  readonly clockShiftMs?: number;
  /** For tests: indexes follow the table this late, as they may on DynamoDB. */
  readonly indexLagMs?: number;
  /** For tests: lets messages out to an address of their own. */
  readonly webhookAccess?: HomeOptions['webhookAccess'];
  /** Put around the town's storage: counts what is asked of it, or breaks it. */
  readonly around?: (storage: OpenStorage) => OpenStorage;
  /** Default: a line on stderr. */
  readonly onFailure?: HomeOptions['onFailure'];
}

const HOST = '127.0.0.1';
const SWEEP_MS = 60_000;

export async function startDemoTown(options: DemoTownOptions): Promise<Running> {
  const { port, folder } = options;
  try {
    return await start({ ...options, folder: resolve(folder) });
  } catch (error) {
    throw startErrorOf(error, { port, folder });
  }
}

async function start(options: DemoTownOptions): Promise<Running> {
  const { port, folder, isQuiet = false, clockShiftMs = 0, indexLagMs, webhookAccess } = options;
  const { around = (storage) => storage, onFailure = reportFailure } = options;
  const place = demoPlace(folder);
  const keys = openDemoKeys(place);
  const issuer = await openDemoIssuer(join(place.keys, 'issuer.pem'));
  const home = await openHome({
    storage: around(sqliteStorage(place.database, indexLagMs)),
    lake: place.lake,
    anchors: openAnchors(place.anchors),
    stage: 'demo',
    keys,
    identity: issuer.identity,
    now: () => Date.now() + clockShiftMs,
    ...(indexLagMs === undefined ? {} : { indexLagMs }),
    ...(webhookAccess === undefined ? {} : { webhookAccess }),
    onFailure,
  });
  for (const { user, ...person } of demoPeople) {
    const seat = { unit: unitId(person.unit), area: areaCode(person.area) };
    await home.house.people.welcome({ ...person, ...seat, subject: user });
  }
  const extras = [demoSignIn(issuer), apiPage('demo')];
  const running = await serveHome(home, { host: HOST, port, extras, sweepMs: SWEEP_MS });
  if (!isQuiet) process.stdout.write(banner(running.url, folder));
  return running;
}

function banner(url: string, folder: string): string {
  const rows = demoPeople.map(({ user, name, roles }) => ({ user, name, roles: roles.join(', ') }));
  const wide = (column: 'user' | 'roles') => Math.max(...rows.map((row) => row[column].length)) + 2;
  const people = rows.map(
    ({ user, roles, name }) => `    ${user.padEnd(wide('user'))}${roles.padEnd(wide('roles'))}${name}`,
  );
  return `
  ────────────────────────────────────────────────────────────────
   DEMO · 演示 · invented people only, no protection, this machine only
  ────────────────────────────────────────────────────────────────
  API       ${url}
  API page  ${url}/docs
  Data      ${folder}

  Sign in as (POST ${url}/demo/sign-in):
${people.join('\n')}

    curl -s ${url}/demo/sign-in -d '{"user":"window-niuzhuang"}'

  Ctrl-C stops; the data stay.
`;
}
