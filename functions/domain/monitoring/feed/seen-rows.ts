/** 96 bits of the key's hash: of ten million rows two meet with a probability of 1 in 10^15. */
const KEY_WORDS = 3;
const CONTENT_WORDS = 2;
/** The row's number in front: 0 marks a free place. */
const WORDS = 1 + KEY_WORDS + CONTENT_WORDS;
export const DIGEST_BYTES = (KEY_WORDS + CONTENT_WORDS) * 4;

const FIRST_PLACES = 1 << 12;

export type Seen =
  | { readonly kind: 'new' }
  /** `row`: where it stood first. */
  | { readonly kind: 'same'; readonly row: number }
  | { readonly kind: 'other'; readonly row: number };

/**
 * Which rows of a file were there already: 24 bytes a place, at most three quarters of them taken, so that the two million
 * rows of a city need 100 MB and not a gigabyte of text.
 */
export class SeenRows {
  #table = new Uint32Array(FIRST_PLACES * WORDS);
  #places = FIRST_PLACES;
  #taken = 0;
  readonly #words = new Uint32Array(KEY_WORDS + CONTENT_WORDS);

  /** `digest`: 12 bytes of the hash of the key, then 8 of the hash of the content. `row` counts from 1. */
  see(digest: Uint8Array, row: number): Seen {
    if (digest.length < DIGEST_BYTES) throw new RangeError(`a digest has at least ${DIGEST_BYTES} bytes`);
    if ((this.#taken + 1) * 4 > this.#places * 3) this.#grow();
    const view = new DataView(digest.buffer, digest.byteOffset, DIGEST_BYTES);
    const words = this.#words;
    for (let word = 0; word < words.length; word += 1) words[word] = view.getUint32(word * 4);
    const at = this.#find(words);
    const known = this.#table[at] ?? 0;
    if (known === 0) {
      this.#table[at] = row;
      this.#table.set(words, at + 1);
      this.#taken += 1;
      return { kind: 'new' };
    }
    const isSame = [0, 1].every((word) => this.#table[at + 1 + KEY_WORDS + word] === words[KEY_WORDS + word]);
    return { kind: isSame ? 'same' : 'other', row: known };
  }

  /** Where the key stands, or the free place where it would. */
  #find(words: Uint32Array): number {
    const mask = this.#places - 1;
    for (let place = (words[0] ?? 0) & mask; ; place = (place + 1) & mask) {
      const at = place * WORDS;
      const isHere =
        this.#table[at] === 0 ||
        (this.#table[at + 1] === words[0] && this.#table[at + 2] === words[1] && this.#table[at + 3] === words[2]);
      if (isHere) return at;
    }
  }

  #grow(): void {
    const old = this.#table;
    this.#places *= 2;
    this.#table = new Uint32Array(this.#places * WORDS);
    for (let at = 0; at < old.length; at += WORDS) {
      if (old[at] === 0) continue;
      this.#table.set(old.subarray(at, at + WORDS), this.#find(old.subarray(at + 1, at + WORDS)));
    }
  }
}
