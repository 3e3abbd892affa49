import { compareUtf8 } from '../../functions/ports/item-range.ts';
import type { SortRange } from '../../functions/ports/item-range.ts';
import type { ItemKey } from '../../functions/ports/item-store.ts';

/** Where an item stands in one list: `sort` is its sort key there. */
export interface Place extends ItemKey {
  readonly sort: string;
}

const compare = (a: Place, b: Place): number =>
  compareUtf8(a.sort, b.sort) || compareUtf8(a.pk, b.pk) || compareUtf8(a.sk, b.sk);

/** One partition in the order of its sort key; ties by the item's own key, as every adapter orders them. */
export class SortedPartition {
  readonly #places: Place[] = [];

  get size(): number {
    return this.#places.length;
  }

  add(place: Place): void {
    this.#places.splice(this.#firstAtOrAfter(place), 0, place);
  }

  remove(place: Place): void {
    const at = this.#firstAtOrAfter(place);
    const found = this.#places[at];
    if (found !== undefined && compare(found, place) === 0) this.#places.splice(at, 1);
  }

  /** At most `limit` places of the range, beyond `from` in the direction of reading. */
  take(
    range: SortRange,
    read: { readonly isDescending: boolean; readonly from: Place | undefined; readonly limit: number },
  ): Place[] {
    const { isDescending, from, limit } = read;
    const found: Place[] = [];
    const step = isDescending ? -1 : 1;
    let at = this.#begin(range, isDescending, from);
    for (; at >= 0 && at < this.#places.length && found.length < limit; at += step) {
      const entry = this.#places[at];
      if (entry === undefined || !isIn(entry.sort, range)) break;
      found.push(entry);
    }
    return found;
  }

  #begin(range: SortRange, isDescending: boolean, from: Place | undefined): number {
    const first = this.#firstOf(range);
    if (!isDescending) {
      if (from === undefined) return first;
      const at = this.#firstAtOrAfter(from);
      const same = this.#places[at];
      const next = same !== undefined && compare(same, from) === 0 ? at + 1 : at;
      return Math.max(first, next);
    }
    const last = this.#lastOf(range, first);
    return from === undefined ? last : Math.min(last, this.#firstAtOrAfter(from) - 1);
  }

  #firstOf(range: SortRange): number {
    const low = range.kind === 'prefix' ? range.prefix : range.kind === 'between' ? range.from : undefined;
    return low === undefined ? 0 : this.#firstAtOrAfter({ sort: low, pk: '', sk: '' });
  }

  #lastOf(range: SortRange, first: number): number {
    if (range.kind === 'all' || (range.kind === 'between' && range.to === undefined)) return this.#places.length - 1;
    let low = first;
    let high = this.#places.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const entry = this.#places[middle];
      if (entry !== undefined && isIn(entry.sort, range)) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  #firstAtOrAfter(place: Place): number {
    let low = 0;
    let high = this.#places.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const entry = this.#places[middle];
      if (entry !== undefined && compare(entry, place) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function isIn(sort: string, range: SortRange): boolean {
  switch (range.kind) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'prefix':
      return sort.startsWith(range.prefix);
    case 'between':
      return (
        (range.from === undefined || compareUtf8(sort, range.from) >= 0) &&
        (range.to === undefined || compareUtf8(sort, range.to) <= 0)
      );
  }
}
