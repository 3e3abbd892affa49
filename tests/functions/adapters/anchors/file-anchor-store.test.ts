import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchorName } from '../../../../functions/adapters/anchors/anchor-name.ts';
import { fileAnchorStore } from '../../../../functions/adapters/anchors/file-anchor-store.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

describe('anchors in a folder', () => {
  it('may be read by their owner and written by nobody', async () => {
    const folder = tempFolder();
    await fileAnchorStore(folder).put(1, Buffer.from('one'));
    expect(readdirSync(folder)).toEqual([anchorName(1)]);
    expect(statSync(join(folder, anchorName(1))).mode & 0o777).toBe(0o400);
  });

  it('are put also where a process died half way through the same number', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, `${anchorName(1)}.0f7c.tmp`), 'half');
    const store = fileAnchorStore(folder);
    expect(await store.numbers()).toEqual([]);
    expect(await store.put(1, Buffer.from('whole'))).toBe(true);
    expect(Buffer.from((await store.read(1))!).toString()).toBe('whole');
  });
});
