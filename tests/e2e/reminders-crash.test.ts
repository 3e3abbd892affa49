import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changesViewSchema } from '../../functions/contracts/messages.ts';
import { families } from '../../local/demo/families.ts';
import { niuzhuang } from '../../local/demo/office.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import type { TownClient } from '../../local/demo/town-client.ts';
import { isOwnTown, startTown, startTownProcess } from '../support/town.ts';
import type { TownProcess } from '../support/town.ts';

const START = '2026-03-02';
const DAYS = ['2026-03-04', '2026-03-05', '2026-03-06', '2026-03-09', '2026-03-11', '2026-03-13'];
/** Everybody who may be told something of unclaimed work in 牛庄镇. */
const READERS = [
  'reviewer-niuzhuang',
  'head-niuzhuang',
  'county-dongying',
  'head-dongying',
  'supervisor-dongying',
  'supervisor',
];
const FAMILIES = 4;

async function file(client: TownClient): Promise<void> {
  for (let sequence = 1; sequence <= FAMILIES; sequence += 1) {
    await client.submit(niuzhuang.window, families.workingPoor.build({ area: niuzhuang.area, sequence }));
  }
}

/** What each person can read, message by message. */
async function readings(
  client: TownClient,
): Promise<ReadonlyMap<string, readonly { messageId: string; template: string }[]>> {
  const found = new Map<string, { messageId: string; template: string }[]>();
  for (const reader of READERS) {
    const items: { messageId: string; template: string }[] = [];
    let after = '';
    for (;;) {
      const answer = await client.get(
        reader,
        `/inbox/changes${after === '' ? '' : `?after=${encodeURIComponent(after)}`}`,
      );
      const page = changesViewSchema.parse(expectStatus(answer, [200]));
      items.push(...page.items.map(({ messageId, template }) => ({ messageId, template })));
      after = page.cursor;
      if (!page.more) break;
    }
    found.set(reader, items);
  }
  return found;
}

/** How often each template reached each reader: families differ in their receipts only. */
const shape = (all: Awaited<ReturnType<typeof readings>>) =>
  Object.fromEntries(
    [...all].map(([reader, items]) => {
      const counts: Record<string, number> = {};
      for (const { template } of items.toSorted((a, b) => (a.template < b.template ? -1 : 1)))
        counts[template] = (counts[template] ?? 0) + 1;
      return [reader, counts];
    }),
  );

describe.skipIf(!isOwnTown)('work that nobody touches, in a town that is killed while it reminds', () => {
  let undisturbed: ReturnType<typeof shape>;
  let town: TownProcess | undefined;
  beforeAll(async () => {
    const twin = await startTown({ startAt: START });
    await file(twin.client);
    for (const day of DAYS) await twin.client.goTo(day);
    undisturbed = shape(await readings(twin.client));
    await twin.close();
  });
  afterAll(() => town?.close());

  it('is chased up the unit tree: its unit, the head, the supervisor', () => {
    expect(undisturbed['reviewer-niuzhuang']?.['task-opened']).toBe(FAMILIES);
    const told = Object.values(undisturbed).map((templates) => Object.values(templates).reduce((a, b) => a + b, 0));
    expect(told[1]).toBeGreaterThan(0);
    expect(undisturbed['head-niuzhuang']?.['supervision-order']).toBeGreaterThan(0);
    // The township has no supervisor of its own: the nearest one upward is the county's, not the city's.
    expect(undisturbed['supervisor-dongying']?.['task-overdue']).toBeGreaterThan(0);
    expect(undisturbed['supervisor']?.['task-overdue']).toBeUndefined();
  });

  it('reaches every receiver as in an undisturbed twin, each message once', async () => {
    town = await startTownProcess({ startAt: START });
    await file(town.client);
    let kills = 0;
    for (const [index, day] of DAYS.entries()) {
      // Some die before the first claim, some between claim and delivery, some after the answer.
      for (const wait of [2, 9, 17, 30 + index]) {
        const moving = town.client.goTo(day).then(
          () => undefined,
          () => undefined,
        );
        await new Promise((resolve) => setTimeout(resolve, wait));
        await town.killAndRestart();
        await moving;
        kills += 1;
      }
      const { today } = await town.client.clock();
      if (today < day) await town.client.goTo(day);
    }
    expect(kills).toBe(DAYS.length * 4);
    const found = await readings(town.client);
    const repeated = [...found].filter(
      ([, items]) => new Set(items.map(({ messageId }) => messageId)).size !== items.length,
    );
    expect(repeated).toEqual([]);
    expect(shape(found)).toEqual(undisturbed);
  });
});
