import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../../functions/domain/values/civil-date.ts';
import { readFeeds, readStanding } from '../../../../functions/usecases/feed/read-feeds.ts';
import { csvOf, feedHouse, feedOf, importText, invented, jobless } from '../../../support/feeds.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const today = civilDate('2026-11-05');
const at = (time: string) => Date.parse(`2026-11-0${time}:00+08:00`);
const text = (count: number) =>
  csvOf([
    jobless,
    ...Array.from({ length: count }, (_none, index) => [
      invented(index).number,
      invented(index).name,
      '2026-10-01',
      '',
    ]),
  ]);

describe('readFeeds', () => {
  it('lists the whole register before anything has come', async () => {
    const house = feedHouse(tempFolder());
    const standings = await readFeeds(house, today);
    expect(standings.map(({ feed }) => feed.id)).toEqual(house.feeds.map(({ id }) => id));
    expect(standings[0]).toMatchObject({
      ownerName: '东营市大数据局',
      version: undefined,
      lastAttempt: undefined,
      quarantine: [],
    });
  });

  it('takes a version for good whose register was not written any more', async () => {
    const folder = tempFolder();
    await importText(feedHouse(folder, at('3T09:00')), 'unemployment', 'a,b\n');
    const dying = {
      ...feedHouse(folder, at('4T09:00')),
      states: { ...feedHouse(folder).states, write: () => Promise.reject(new Error('killed')) },
    };
    await expect(importText(dying, 'unemployment', text(2))).rejects.toThrow('killed');
    const house = feedHouse(folder);
    expect(await readStanding(house, feedOf('unemployment'), today)).toMatchObject({
      version: { rows: 2 },
      lastAttempt: { result: 'quarantined' },
      quarantine: [],
    });
    expect((await importText(house, 'unemployment', text(2))).kind).toBe('known');
  });

  it('says that a later delivery was quarantined while the version before counts', async () => {
    const folder = tempFolder();
    await importText(feedHouse(folder, at('3T09:00')), 'unemployment', text(2));
    await importText(feedHouse(folder, at('4T09:00')), 'unemployment', 'a,b\n');
    expect(await readStanding(feedHouse(folder), feedOf('unemployment'), today)).toMatchObject({
      version: { rows: 2, dt: '2026-11-03' },
      quarantine: [{ code: 'no-heading' }],
      freshness: { kind: 'fresh', dueOn: '2026-12-10' },
    });
  });
});
