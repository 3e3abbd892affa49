import type { AnchorStatement } from '../domain/audit/anchor.ts';
import type { AnchorReader, Anchors } from '../ports/anchors.ts';
import type { AnchorStore } from '../ports/anchor-store.ts';
import type { SignatureCheck, Signer } from '../ports/signer.ts';
import { anchorFile, entryLines, readAnchorFile, sha256, signedBytes } from './anchor-file.ts';

export function createAnchorReader(store: Pick<AnchorStore, 'numbers' | 'read'>, check: SignatureCheck): AnchorReader {
  return {
    numbers: () => store.numbers(),
    read: async (number) => readAnchorFile(number, await store.read(number), check),
  };
}

export function createAnchors(store: AnchorStore, signer: Signer, check: SignatureCheck): Anchors {
  return {
    ...createAnchorReader(store, check),
    async add(draft, entries) {
      const lines = entryLines(entries);
      const statement: AnchorStatement = {
        format: 'yimen-anchor/1',
        ...draft,
        entries: entries.length,
        entriesSha256: sha256(lines),
      };
      const signature = await signer.sign(signedBytes(statement));
      return store.put(draft.number, anchorFile(statement, signature, lines));
    },
  };
}
