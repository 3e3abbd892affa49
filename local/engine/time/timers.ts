/**
 * The earliest due instant of many executions: a binary heap. Outdated entries are dropped when they surface, or all at
 * once when they outnumber the others: a time limit of months is outdated within seconds and would lie there till then.
 */
interface Entry {
  readonly at: number;
  readonly key: string;
}

const SPARE = 1_000;

export class Timers {
  #heap: Entry[] = [];
  readonly #due = new Map<string, number>();

  /** The instant of `key` from now on; undefined takes it away. */
  set(key: string, at: number | undefined): void {
    if (at === undefined) {
      this.#due.delete(key);
      return;
    }
    if (this.#due.get(key) === at) return;
    this.#due.set(key, at);
    this.#push({ at, key });
    if (this.#heap.length > 2 * this.#due.size + SPARE) this.#rebuild();
  }

  /** The earliest instant of all. */
  earliest(): number | undefined {
    this.#drop();
    return this.#heap[0]?.at;
  }

  /** Takes away up to `limit` keys that are due at `now`, earliest first; ties in order of their names. */
  take(now: number, limit: number): string[] {
    const keys: string[] = [];
    for (this.#drop(); keys.length < limit && (this.#heap[0]?.at ?? Infinity) <= now; this.#drop()) {
      const entry = this.#pop();
      if (entry === undefined) break;
      this.#due.delete(entry.key);
      keys.push(entry.key);
    }
    return keys;
  }

  get size(): number {
    return this.#due.size;
  }

  /** Entries held, outdated ones among them. */
  get entries(): number {
    return this.#heap.length;
  }

  #rebuild(): void {
    // A sorted array is a heap.
    this.#heap = [...this.#due].map(([key, at]) => ({ at, key })).toSorted((a, b) => (before(a, b) ? -1 : 1));
  }

  #drop(): void {
    for (let top = this.#heap[0]; top !== undefined && this.#due.get(top.key) !== top.at; top = this.#heap[0])
      this.#pop();
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(entry);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !before(entry, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = entry;
  }

  #pop(): Entry | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (top === undefined || last === undefined || heap.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      const left = heap[child];
      if (left === undefined) break;
      const right = heap[child + 1];
      if (right !== undefined && before(right, left)) child++;
      const smaller = heap[child];
      if (smaller === undefined || !before(smaller, last)) break;
      heap[at] = smaller;
      at = child;
    }
    heap[at] = last;
    return top;
  }
}

const before = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.key < b.key);
