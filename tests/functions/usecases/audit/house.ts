import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileAnchorStore } from '../../../../functions/adapters/anchors/file-anchor-store.ts';
import { signatureCheck } from '../../../../functions/adapters/crypto/signature-check.ts';
import { openSigningKey } from '../../../../functions/adapters/crypto/signing-key-file.ts';
import { addDays, civilDate, civilDateOf, startOfDay } from '../../../../functions/domain/values/civil-date.ts';
import type { CaseHead } from '../../../../functions/domain/casework/head.ts';
import type { AnchorStore } from '../../../../functions/ports/anchor-store.ts';
import { createAnchors } from '../../../../functions/store/anchors.ts';
import { createChains } from '../../../../functions/store/chains.ts';
import { takeAnchor } from '../../../../functions/usecases/audit/take-anchor.ts';
import { verifyChains } from '../../../../functions/usecases/audit/verify-chains.ts';
import { commit, modelItems, newHead } from '../../../support/records.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

export const MONDAY = civilDate('2026-03-02');

/** Items in memory, anchors in a folder or where a test says, a clock that is set by hand. */
export function auditedHouse(given?: AnchorStore) {
  const folder = tempFolder();
  const { model, items } = modelItems();
  const measured: [string, number][] = [];
  let now = startOfDay(MONDAY) + 4 * 3_600_000;
  const key = openSigningKey({ file: join(folder, 'keys/s.pem'), dataFolder: join(folder, 'data'), isNew: true });
  const place = join(folder, 'data/anchors');
  const store = given ?? fileAnchorStore(place);
  const check = signatureCheck([key.publicKey]);
  const anchors = createAnchors(store, key.signer, check);
  const chains = createChains(items);
  const heads = new Map<string, CaseHead>();
  return {
    model,
    items,
    place,
    store,
    signer: key.signer,
    anchors,
    chains,
    heads,
    measured,
    goTo: (day: number, hours = 4) => {
      now = startOfDay(addDays(MONDAY, day)) + hours * 3_600_000;
    },
    record: async (id: string, events = 2) => {
      heads.set(id, await commit(items, heads.get(id) ?? newHead(id), events, now));
    },
    take: () =>
      takeAnchor({
        chains,
        anchors,
        time: { now: () => now },
        metrics: { put: (measure, value) => void measured.push([measure, value]) },
      }),
    verify: () => verifyChains({ chains, anchors, today: civilDateOf(now) }),
    entries: async (number: number) => {
      const anchor = await anchors.read(number);
      if (anchor.kind !== 'genuine') throw new Error(anchor.reason);
      return anchor;
    },
    files: () => readdirSync(place),
  };
}
