import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { publicKeyFileOf } from '../../functions/adapters/crypto/signing-key-file.ts';
import { addDays, civilDate } from '../../functions/domain/values/civil-date.ts';
import { readAnchorFile } from '../../functions/store/anchor-file.ts';
import { fileAnchorStore } from '../../functions/adapters/anchors/file-anchor-store.ts';
import { signatureCheck } from '../../functions/adapters/crypto/signature-check.ts';
import { families } from '../../local/demo/families.ts';
import { niuzhuang } from '../../local/demo/office.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import { demoPlace } from '../../local/home/demo-place.ts';
import { openSource } from '../../local/verify-chain/open-source.ts';
import { verifyChains } from '../../functions/usecases/audit/verify-chains.ts';
import { isOwnTown, nextFamily, startTownProcess } from '../support/town.ts';

const START = civilDate('2026-03-02');
const DAYS = 12;

describe.skipIf(!isOwnTown)('a town that is killed while it takes its anchors', () => {
  it('has one anchor a day, each whole and signed, and records that hold together with all of them', async () => {
    const town = await startTownProcess({ startAt: START });
    try {
      for (let day = 1; day <= DAYS; day += 1) {
        const submission = families.highMedicalSpending.build({ area: niuzhuang.area, sequence: nextFamily() });
        expectStatus(await town.client.post(niuzhuang.window, '/applications', submission), [201]);
        // The clock's move sets off the sweep, and that the anchor: some die before it, some in it, some behind it.
        const move = town.client.goTo(addDays(START, day)).catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, (day * 5) % 37));
        await town.killAndRestart();
        await move;
        const { today } = await town.client.clock();
        if (today < addDays(START, day)) await town.client.goTo(addDays(START, day));
      }
      // Whatever the last death left undone.
      await town.client.goTo(addDays(START, DAYS + 1));
      const place = demoPlace(town.folder).anchors;
      const anchors = fileAnchorStore(place.folder);
      const check = signatureCheck([readFileSync(publicKeyFileOf(place.signingKey), 'utf8')]);
      const days: string[] = [];
      for (const number of await anchors.numbers()) {
        const anchor = readAnchorFile(number, await anchors.read(number), check);
        expect(anchor.kind).toBe('genuine');
        if (anchor.kind === 'genuine') days.push(anchor.statement.day);
      }
      expect(days.length).toBeGreaterThan(3);
      expect(days).toEqual([...new Set(days)].toSorted());
      const { close, ...source } = await openSource({ kind: 'demo', folder: town.folder }, []);
      const { findings, chains } = await verifyChains(source);
      close();
      expect(findings).toEqual([]);
      expect(chains).toBe(DAYS);
    } finally {
      await town.close();
    }
  });
});
