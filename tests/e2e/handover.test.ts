import { afterAll, describe, expect, it } from 'vitest';
import { handoverSchema } from '../../functions/contracts/people.ts';
import { taskChangedSchema } from '../../functions/contracts/outcomes.ts';
import { families } from '../../local/demo/families.ts';
import { niuzhuang, Office } from '../../local/demo/office.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import type { Answer, TownClient } from '../../local/demo/town-client.ts';
import { isOwnTown, nextFamily, startTown, startTownProcess } from '../support/town.ts';

const LEAVER = 'window2-niuzhuang';
const HEIR = niuzhuang.window;

/** Families whose visit the leaver holds. */
async function heldCases(client: TownClient, count: number): Promise<readonly string[]> {
  const office = new Office(client);
  const cases: string[] = [];
  for (let family = 0; family < count; family += 1) {
    const { caseId } = await office.submit(
      families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() }),
    );
    const task = await client.openTask(niuzhuang.window, caseId, 'household-investigation');
    taskChangedSchema.parse(expectStatus(await client.claim(LEAVER, task), [200]));
    cases.push(caseId);
  }
  return cases;
}

const begin = (client: TownClient, body: Record<string, unknown>, as = 'head-niuzhuang', key?: string) =>
  client.post(as, '/handovers', { reason: '调离(演示)', ...body }, key === undefined ? {} : { 'idempotency-key': key });

const read = async (client: TownClient, id: string) =>
  handoverSchema.parse(expectStatus(await client.get('head-niuzhuang', `/handovers/${id}`), [200]));

const codeOf = ({ status, body }: Answer) => [status, (body as { code?: string }).code];

async function hands(client: TownClient, cases: readonly string[]) {
  const found = [];
  for (const caseId of cases) {
    const tasks = await client.tasks(niuzhuang.window, caseId);
    const { items } = await client.events(niuzhuang.window, caseId);
    found.push({
      holder: tasks.find(({ kind }) => kind === 'household-investigation')?.holder,
      moves: items.filter(({ type }) => type === 'task-handed-over').length,
    });
  }
  return found;
}

describe.skipIf(!isOwnTown)('a handover', () => {
  const closing: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const close of closing) await close();
  });

  it('moves all that the leaver holds, bars the leaver, ends what counted on them, and comes to its end', async () => {
    const town = await startTown();
    closing.push(() => town.close());
    const { client } = town;
    const cases = await heldCases(client, 3);
    const { today } = await client.clock();
    const period = { from: today, until: today };
    expectStatus(await client.post('reviewer2-niuzhuang', '/substitutions', { substitute: LEAVER, ...period }), [201]);
    const first = await begin(client, { leaver: LEAVER, to: HEIR }, 'head-niuzhuang', 'handover-0001');
    const again = await begin(client, { leaver: LEAVER, to: HEIR }, 'head-niuzhuang', 'handover-0001');
    expect(again.text).toBe(first.text);
    const { id } = handoverSchema.parse(expectStatus(first, [202]));
    await client.passDays(1);
    expect(await hands(client, cases)).toEqual(cases.map(() => ({ holder: HEIR, moves: 1 })));
    expect(await read(client, id)).toMatchObject({ moved: 3, doneAt: expect.any(Number) });

    const office = new Office(client);
    const { caseId } = await office.submit(
      families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() }),
    );
    const task = await client.openTask(niuzhuang.window, caseId, 'household-investigation');
    expect(codeOf(await client.claim(LEAVER, task))).toEqual([403, 'person-left']);
    expect(codeOf(await begin(client, { leaver: LEAVER }))).toEqual([409, 'already-left']);
    const listed = expectStatus(await client.get(niuzhuang.window, '/substitutions'), [200]);
    expect(listed).toEqual({ items: [] });
  });

  it('is for who leads the unit or sits above it, of people who are known, to people under them', async () => {
    const town = await startTown();
    closing.push(() => town.close());
    const { client } = town;
    const refused = async (as: string, body: Record<string, unknown>) => codeOf(await begin(client, body, as));
    expect(await refused(niuzhuang.window, { leaver: LEAVER })).toEqual([403, 'forbidden']);
    expect(await refused('head-niuzhuang', { leaver: 'nobody' })).toEqual([422, 'unknown-person']);
    expect(await refused('head-niuzhuang', { leaver: 'window-liuhu' })).toEqual([422, 'unknown-person']);
    expect(await refused('head-niuzhuang', { leaver: LEAVER, to: LEAVER })).toEqual([422, 'unknown-person']);
    expect(await refused('head-niuzhuang', { leaver: LEAVER, to: 'window-liuhu' })).toEqual([422, 'outside-unit-tree']);
    expect(codeOf(await client.get('head-niuzhuang', '/handovers/none'))).toEqual([404, 'not-found']);
  });

  it('goes on after kill -9 wherever it was, and moves each task once', async () => {
    const town = await startTownProcess();
    closing.push(() => town.close());
    const cases = await heldCases(town.client, 25);
    const key = 'handover-kill-1';
    const first = begin(town.client, { leaver: LEAVER, to: HEIR }, 'head-niuzhuang', key).catch(() => undefined);
    for (const wait of [12, 3, 9]) {
      await new Promise((resolve) => setTimeout(resolve, wait));
      await town.killAndRestart();
    }
    await first;
    const { id } = handoverSchema.parse(
      expectStatus(await begin(town.client, { leaver: LEAVER, to: HEIR }, 'head-niuzhuang', key), [202]),
    );
    await town.client.passDays(1);
    await town.client.passDays(1);
    expect(await hands(town.client, cases)).toEqual(cases.map(() => ({ holder: HEIR, moves: 1 })));
    expect(await read(town.client, id)).toMatchObject({ moved: cases.length, doneAt: expect.any(Number) });
  });
});
