import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeyFile, loadKeyFile } from '../../../functions/adapters/crypto/key-file.ts';
import { createPolicy } from '../../../functions/adapters/policy/policy-pack.ts';
import { civilDate, endOfDay } from '../../../functions/domain/values/civil-date.ts';
import { caseId as toCaseId } from '../../../functions/domain/values/ids.ts';
import type { Policy } from '../../../functions/ports/policy.ts';
import { submitApplicationSchema } from '../../../functions/contracts/applications.ts';
import { submitApplication } from '../../../functions/usecases/submit-application.ts';
import { withdrawApplication } from '../../../functions/usecases/withdraw-application.ts';
import { families } from '../../../local/demo/families.ts';
import { sqliteStorage } from '../../../local/home/storage.ts';
import { openHome } from '../../../local/home/home.ts';
import type { Home } from '../../../local/home/home.ts';
import { dongying } from '../../../policy/dongying/dongying.ts';
import { workingCalendar } from '../../../policy/calendar/load.ts';
import { AREA, reviewer } from '../../support/case-head.ts';

/** A notice for 2027; invented, as the real one is not out. */
const notice2027 = {
  years: [
    {
      year: 2027,
      source: '演示用放假通知',
      holidays: [
        { name: '元旦', from: '2027-01-01', until: '2027-01-03' },
        { name: '春节', from: '2027-02-05', until: '2027-02-11' },
      ],
      workdays: [],
    },
  ],
  days: [],
};

const FILED = Date.parse('2026-12-21T09:00:00+08:00');
const clerk = { ...reviewer, subject: 'window', roles: ['window-clerk' as const] };

let folder: string;
let home: Home | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yimen-reproject-'));
  createKeyFile({ file: join(folder, 'keys', 'k.json'), dataFolder: join(folder, 'data') });
});
afterEach(async () => {
  await home?.close();
  rmSync(folder, { recursive: true });
});

async function open(policy: Policy): Promise<Home> {
  await home?.close();
  home = await openHome({
    storage: sqliteStorage(join(folder, 'town.db')),
    stage: 'test',
    keys: loadKeyFile({ file: join(folder, 'keys', 'k.json'), dataFolder: join(folder, 'data') }),
    identity: { principal: async () => undefined },
    now: () => FILED,
    policy,
    onFailure: (what, error) => {
      throw new Error(what, { cause: error });
    },
  });
  return home;
}

async function file({ house }: Home, sequence: number) {
  const submission = submitApplicationSchema.parse(families.workingPoor.build({ area: AREA, sequence }));
  const key = { principal: 'window', route: 'submit', key: `k${sequence}`, requestHash: 'h' };
  const outcome = await submitApplication(house, { by: clerk, submission, key });
  if (outcome.kind !== 'registered') throw new Error(outcome.kind);
  return toCaseId(outcome.caseId);
}

describe('dates that were counted beyond the published calendar', () => {
  const before = createPolicy();
  const after = createPolicy(dongying, workingCalendar(notice2027));

  it('move with the notice once it is loaded, for open work only, and once', async () => {
    let { house } = await open(before);
    const openCase = await file(home!, 1);
    const closedCase = await file(home!, 2);
    const key = { principal: 'window', route: 'withdraw', key: 'w', requestHash: 'h' };
    await withdrawApplication(house, { by: clerk, caseId: closedCase, key, reason: '撤回' });
    const closedBefore = (await house.cases.head(closedCase))!;
    // 30 plain working days, 1 January unknown: provisional.
    expect((await house.cases.head(openCase))?.totalDueAt).toBe(endOfDay(civilDate('2027-02-01')));

    ({ house } = await open(after));
    // New Year's Day is off.
    const moved = (await house.cases.head(openCase))!;
    expect(moved.totalDueAt).toBe(endOfDay(civilDate('2027-02-02')));
    const events = await house.cases.events(openCase);
    expect(events.filter(({ type }) => type === 'limits-reprojected')).toHaveLength(1);
    expect(house.cases.verify(moved, events)).toBe(true);
    expect((await house.cases.head(closedCase))?.totalDueAt).toBe(closedBefore.totalDueAt);
    expect((await house.cases.events(closedCase)).map(({ type }) => type)).not.toContain('limits-reprojected');
  });

  it('stay where they are when the same rules are loaded again', async () => {
    let { house } = await open(before);
    const openCase = await file(home!, 3);
    const head = await house.cases.head(openCase);
    ({ house } = await open(createPolicy()));
    expect((await house.cases.head(openCase))?.totalDueAt).toBe(head?.totalDueAt);
    expect((await house.cases.events(openCase)).map(({ type }) => type)).not.toContain('limits-reprojected');
  });
});
