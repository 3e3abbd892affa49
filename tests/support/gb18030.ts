const twoBytes = new Map<string, readonly [number, number]>();

/** Text in the encoding of many departments' exports; Node decodes it and does not encode. Two-byte characters alone. */
export function gb18030(text: string): Buffer {
  if (twoBytes.size === 0) {
    const decoder = new TextDecoder('gb18030');
    for (let first = 0x81; first <= 0xfe; first += 1) {
      for (let second = 0x40; second <= 0xfe; second += 1) {
        const character = decoder.decode(Uint8Array.of(first, second));
        if (Array.from(character).length === 1 && character !== '\uFFFD') twoBytes.set(character, [first, second]);
      }
    }
  }
  return Buffer.from(
    Array.from(text).flatMap((character) => {
      const code = character.codePointAt(0) ?? 0;
      if (code < 0x80) return code;
      const found = twoBytes.get(character);
      if (found === undefined) throw new Error(`${character} has no two bytes in GB18030`);
      return found;
    }),
  );
}
