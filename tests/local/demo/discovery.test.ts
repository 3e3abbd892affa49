import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jsonNarrator } from '../../../local/demo/narrator.ts';
import { Stage, Unexpected } from '../../../local/demo/stories.ts';
import { expectStatus } from '../../../local/demo/town-client.ts';
import { discoveryTour } from '../../../local/demo/tours/discovery.ts';
import { residents } from '../../support/feeds.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { isOwnTown, nextFamily, startTown } from '../../support/town.ts';
import type { Town } from '../../support/town.ts';

interface Told {
  readonly step: string;
  readonly on: string;
  readonly detail?: string;
  readonly why?: readonly string[];
}

describe.skipIf(!isOwnTown)('the tour of dynamic monitoring', () => {
  let town: Town;
  beforeEach(async () => {
    town = await startTown({ startAt: '2026-03-02' });
  });
  afterEach(() => town.close());

  async function play(): Promise<readonly Told[]> {
    const told: Told[] = [];
    const narrator = jsonNarrator((line) => void told.push(JSON.parse(line) as Told));
    await discoveryTour.play(new Stage(town.client, narrator, discoveryTour, 100_000 + nextFamily()));
    return told;
  }
  const steps = [
    'feeds-imported',
    'scanned',
    'alerts-closed',
    'scanned-again',
    'alert',
    'visit-opened',
    'application-begun',
    'alert',
    'visit-refused',
    'alert-deliberated',
    'precision',
    'precision',
    'precision',
    'feed-late',
  ];

  it('goes from the files to an application, and once more in the same town with other people', async () => {
    const first = await play();
    expect(first.map(({ step }) => step)).toEqual(steps);
    expect(first.find(({ step }) => step === 'scanned')?.why).toEqual([
      '救助对象婚姻状况变化——未计算:没有收到过《婚姻登记》',
    ]);
    expect(first.at(-1)).toMatchObject({ on: '2026-03-21', detail: '东营市民政局《婚姻登记》逾期11天' });
    // Late in a month: the tour waits for the next.
    await town.client.goTo('2026-03-29');
    const second = await play();
    expect(second.map(({ step }) => step)).toEqual(steps);
    expect(second[0]?.on).toBe('2026-04-20');
  });

  it('fails where the town does not find what was planted', async () => {
    const off = { isOn: false, reason: '口径待商(演示)' };
    expectStatus(await town.client.post('supervisor', '/discovery/indicators/vehicle/switch', off), [200]);
    await expect(play()).rejects.toThrow(Unexpected);
  });

  it('takes the place of no larger population', async () => {
    const file = join(tempFolder(), 'residents.csv');
    writeFileSync(file, residents(40_001));
    const command = ['local/feed/main.ts', 'import', file, '--feed', 'residents', '--on', '2026-02-28'];
    const cwd = join(import.meta.dirname, '../../..');
    const { status } = spawnSync(process.execPath, [...command, '--data', town.folder ?? ''], { cwd });
    expect(status).toBe(0);
    expect(await play()).toMatchObject([{ step: 'population-kept', detail: expect.stringContaining('40,001人') }]);
  });
});
