import { beforeEach, expect, it } from 'vitest';
import type { AnchorStore } from '../../functions/ports/anchor-store.ts';

/** What every place for anchors promises. */
export function anchorStoreContract(open: () => AnchorStore): void {
  let store: AnchorStore;
  const content = (text: string): Uint8Array => Buffer.from(text);
  const read = async (number: number) => {
    const bytes = await store.read(number);
    return bytes === undefined ? undefined : Buffer.from(bytes).toString();
  };
  beforeEach(() => {
    store = open();
  });

  it('is empty at first', async () => {
    expect(await store.numbers()).toEqual([]);
    expect(await store.read(1)).toBeUndefined();
  });

  it('gives back, byte for byte, what was put', async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_none, index) => index % 251);
    expect(await store.put(1, bytes)).toBe(true);
    expect(Buffer.from((await store.read(1))!).equals(bytes)).toBe(true);
  });

  it('lists all numbers in order, whatever the order of putting', async () => {
    for (const number of [3, 1, 10, 2, 9, 101]) await store.put(number, content(`${number}`));
    expect(await store.numbers()).toEqual([1, 2, 3, 9, 10, 101]);
  });

  it('never writes over what is there', async () => {
    expect(await store.put(1, content('first'))).toBe(true);
    expect(await store.put(1, content('second'))).toBe(false);
    expect(await read(1)).toBe('first');
  });

  it('lets one of many win that put the same number at once', async () => {
    const puts = await Promise.all(Array.from({ length: 8 }, (_none, index) => store.put(1, content(`${index}`))));
    expect(puts.filter(Boolean)).toHaveLength(1);
    expect(await read(1)).toBe(String(puts.indexOf(true)));
  });
}
