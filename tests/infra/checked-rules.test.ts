import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { writeCheckedRules } from '../../infra/checked-rules.ts';
import { publishedCalendar } from '../../policy/calendar/published.ts';
import { dongying } from '../../policy/dongying/dongying.ts';
import { dongyingFeeds } from '../../policy/feeds/dongying.ts';
import { dongyingIndicators } from '../../policy/indicators/dongying.ts';

const folder = mkdtempSync(join(tmpdir(), 'yimen-rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('bundles carry the rules as they were checked, to the letter', async () => {
  const exported = { dongying, publishedCalendar, dongyingFeeds, dongyingIndicators };
  const files = Object.values(writeCheckedRules(folder));
  const carried = Object.assign({}, ...(await Promise.all(files.map((file) => import(file)))));
  expect(JSON.stringify(carried.dongying)).toBe(JSON.stringify(dongying));
  expect(carried).toEqual(exported);
});
