import type { ChainId, Point } from './chain.ts';

/** Every point of each chain, as anchors tell them one after the other. */
export class AnchoredPoints {
  readonly #points = new Map<ChainId, Point[]>();

  add(entries: readonly Point[]): void {
    for (const point of entries) {
      const known = this.#points.get(point.chain);
      if (known === undefined) this.#points.set(point.chain, [point]);
      else if (!known.some(({ seq, hash }) => seq === point.seq && hash === point.hash)) known.push(point);
    }
  }

  of(chain: ChainId): readonly Point[] {
    return this.#points.get(chain) ?? [];
  }

  chains(): IterableIterator<ChainId> {
    return this.#points.keys();
  }
}
