import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import type { Item, ItemStore } from '../../functions/ports/item-store.ts';
import { openFailureLog } from '../../functions/wiring/failure-log.ts';
import { families } from '../../local/demo/families.ts';
import { niuzhuang } from '../../local/demo/office.ts';
import { fictitiousIdNumber } from '../../local/demo/people.ts';
import { TownClient } from '../../local/demo/town-client.ts';
import { openHome } from '../../local/home/home.ts';
import { demoPeople } from '../../local/identity/demo-people.ts';
import { InProcessClient } from '../../local/cost/in-process-client.ts';
import { sealedInMemory } from '../../local/simulation/memory-keys.ts';
import { memoryStorage } from '../../local/simulation/memory-storage.ts';
import { createFeedRows } from '../../functions/adapters/duckdb/feed-rows.ts';
import { noLake } from '../../functions/adapters/lake/no-lake.ts';
import type { Principal } from '../../functions/domain/authority/principal.ts';
import { taskDoors } from '../../functions/tasks/doors.ts';
import { discreet } from '../../functions/wiring/discreet.ts';
import { startDemoTown } from '../../local/home/demo-town.ts';
import type { OpenStorage } from '../../local/home/storage.ts';
import { nextFamily } from '../support/town.ts';

const PHONE = '13800001234';
const ACCOUNT = '6222021234567890123';

/** What no line may hold. Written apart from what strikes numbers out: one mistake must not hide the other. */
const personal = {
  identity: /[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]/i,
  phone: /(?:^|\D)1[3-9]\d{9}(?:\D|$)/,
  account: /(?:^|\D)62\d{14,17}(?:\D|$)/,
};
const found = (lines: readonly string[]): readonly string[] =>
  lines.filter((line) => Object.values(personal).some((pattern) => pattern.test(line)));

let lines: string[] = [];
beforeEach(() => {
  lines = [];
  const hear = (...given: unknown[]) => {
    lines.push(given.map(String).join(' '));
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(hear);
  vi.spyOn(process.stderr, 'write').mockImplementation(hear);
  for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, name).mockImplementation(hear);
});
afterEach(() => vi.restoreAllMocks());

/** Failures as stores and schemas have them, with the items that they were about hanging on them. */
const failures: readonly ((about: unknown) => unknown)[] = [
  (about) =>
    Object.assign(new Error('Transaction cancelled'), { name: 'TransactionCanceledException', reasons: [about] }),
  (about) =>
    z.strictObject({ idNumber: z.literal('none') }).safeParse({ [fictitiousIdNumber('1980-05-06', 1)]: about }).error,
  (about) => new Error(`nobody answers at +86 ${PHONE.slice(0, 3)} 0000 1234, account ${ACCOUNT}`, { cause: about }),
  (about) => about,
];

/** Every `nth` call of the store fails once it is armed. */
function breaking(nth: number) {
  let calls = 0;
  let isArmed = false;
  const perhaps = (about: unknown): void => {
    calls += 1;
    if (isArmed && calls % nth === 0) throw failures[(calls / nth) % failures.length]!(about);
  };
  const around =
    (open: OpenStorage): OpenStorage =>
    (onCommitted) => {
      const storage = open(onCommitted);
      const items: ItemStore = {
        async get(key) {
          const item = await storage.items.get(key);
          perhaps(item);
          return item;
        },
        async query(query) {
          const page = await storage.items.query(query);
          perhaps(page);
          return page;
        },
        async transact(actions) {
          perhaps(actions.flatMap((action): Item[] => (action.kind === 'put' ? [action.item] : [])));
          return storage.items.transact(actions);
        },
      };
      return { ...storage, items };
    };
  return { around, arm: (armed: boolean) => void (isArmed = armed) };
}

const family = () => {
  const submission = families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() });
  return { ...submission, family: { ...submission.family, phone: PHONE } };
};

describe('what the house writes into its log', () => {
  it('holds nobody’s number, whatever fails and whatever was entered', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yimen-logs-'));
    const store = breaking(7);
    const town = await startDemoTown({
      port: 0,
      folder,
      isQuiet: true,
      around: store.around,
      onFailure: openFailureLog('town'),
    });
    try {
      const client = new TownClient(town.url);
      const submission = family();
      await client.submit(niuzhuang.window, submission);
      const [member] = submission.family.members;
      store.arm(true);
      for (let turn = 0; turn < 40; turn += 1) {
        await client.post(niuzhuang.window, '/applications', family());
        await client.post(niuzhuang.window, '/applications', { ...family(), [member!.idNumber]: PHONE });
        await client.get(niuzhuang.window, `/applications/${member!.idNumber}`);
        await client.get(niuzhuang.window, `/applications?name=${encodeURIComponent(member!.name)}`);
        await client.post('supervisor', '/test-clock', { days: 1 });
      }
      store.arm(false);
    } finally {
      await town.close();
      rmSync(folder, { recursive: true, force: true });
    }
    const told = lines.flatMap((line) => line.split('\n')).filter((line) => line.startsWith('{"level"'));
    expect(told.length).toBeGreaterThan(50);
    expect(found(lines)).toEqual([]);
    const keys = told.flatMap((line) => Object.keys(JSON.parse(line) as object));
    expect([...new Set(keys)].toSorted()).toEqual([
      'at',
      'failure',
      'level',
      'message',
      'reason',
      'service',
      'timestamp',
    ]);
  });

  it('holds none either where Lambda writes down what a door of a procedure threw, with all that hangs on it', async () => {
    const store = breaking(3);
    const people = demoPeople.map(({ user, ...person }) => ({ ...person, subject: user }) as unknown as Principal);
    const home = await openHome({
      storage: store.around(memoryStorage),
      stage: 'demo',
      keys: sealedInMemory(1),
      identity: { principal: async (token) => people.find(({ subject }) => subject === token) },
      onFailure: openFailureLog('town'),
    });
    const client = new InProcessClient((event) => home.handle(event));
    const { caseId } = await client.submit(niuzhuang.window, family());
    await client.openTask(niuzhuang.window, caseId, 'information-check');
    const doors = taskDoors(home.house, { discovery: undefined, feeds: createFeedRows(noLake) });
    const payload = {
      schemaVersion: 1,
      caseId,
      gen: 1,
      round: 1,
      kind: 'information-check',
      token: 'token-of-the-test',
    };
    let thrown = 0;
    store.arm(true);
    for (let turn = 0; turn < 12; turn += 1) {
      for (const name of ['open-task', 'settle-task', 'classify', 'determine'] as const) {
        await discreet(doors[name])(payload).catch((error: unknown) => {
          thrown += 1;
          process.stderr.write(`${inspect(error, { depth: 9, showHidden: true })}\n`);
        });
      }
    }
    store.arm(false);
    await home.close();
    expect(thrown).toBeGreaterThan(20);
    expect(found(lines)).toEqual([]);
  });

  it('would be found out if it did', () => {
    process.stderr.write(`{"level":"ERROR","idNumber":"${fictitiousIdNumber('1980-05-06', 1)}"}\n`);
    console.warn({ toString: () => `called ${PHONE} in vain` });
    process.stdout.write(`account ${ACCOUNT}\n`);
    expect(found(lines)).toHaveLength(3);
  });
});
