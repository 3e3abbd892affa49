import { existsSync, readdirSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { fileAnchorStore } from '../../functions/adapters/anchors/file-anchor-store.ts';
import { signatureCheck } from '../../functions/adapters/crypto/signature-check.ts';
import { openSigningKey } from '../../functions/adapters/crypto/signing-key-file.ts';
import type { Anchors } from '../../functions/ports/anchors.ts';
import type { Chains } from '../../functions/ports/chains.ts';
import type { ItemReader } from '../../functions/ports/item-store.ts';
import type { Time } from '../../functions/ports/time.ts';
import { createAnchors } from '../../functions/store/anchors.ts';
import { createChains } from '../../functions/store/chains.ts';
import { anchorDoor } from '../../functions/sweeps/anchor.ts';
import type { AnchorPlace } from './anchor-place.ts';

/** A signing key is made for a home that never signed anything; throws `KeyFileError` where one is missing or unsafe. */
export function openAnchors({ folder, signingKey, dataFolder }: AnchorPlace): Anchors {
  const isNew = !existsSync(folder) || readdirSync(folder).length === 0;
  const { signer, publicKey } = openSigningKey({ file: signingKey, dataFolder, isNew });
  return createAnchors(fileAnchorStore(folder), signer, signatureCheck([publicKey]));
}

export const homeAnchoring = (
  anchors: Anchors,
  parts: {
    readonly items: ItemReader;
    readonly time: Time;
    readonly reportFailure: (what: string, error: unknown) => void;
  },
): ReturnType<typeof anchorDoor> =>
  anchorDoor({
    chains: inTurn(createChains(parts.items)),
    anchors,
    time: parts.time,
    reportFailure: parts.reportFailure,
    // A home on one machine has nobody who would watch figures; faults are on its stderr.
    metrics: { put: () => {} },
  });

/** SQLite answers at once: without a pause before each chain, people at the counter would wait until all of them are read. */
const inTurn = (chains: Chains): Chains => ({
  ...chains,
  async read(chain) {
    await setImmediate();
    return chains.read(chain);
  },
});
