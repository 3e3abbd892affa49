/** Node decodes GB18030 and does not encode it. The two-byte range holds every character of our files. */
const LEADS = [0x81, 0xfe] as const;

function twoByteTable(): ReadonlyMap<string, readonly [number, number]> {
  const decoder = new TextDecoder('gb18030');
  const table = new Map<string, readonly [number, number]>();
  for (let lead: number = LEADS[0]; lead <= LEADS[1]; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (character.length === 1 && character !== '\ufffd' && !table.has(character)) {
        table.set(character, [lead, trail]);
      }
    }
  }
  return table;
}

/** Throws on a character outside ASCII and the two-byte range. */
export function gb18030Encoder(): (text: string) => Buffer {
  const table = twoByteTable();
  return (text) => {
    const bytes = Buffer.allocUnsafe(text.length * 2);
    let at = 0;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code < 0x80) {
        bytes[at] = code;
        at += 1;
        continue;
      }
      const pair = table.get(text.charAt(index));
      if (pair === undefined) throw new RangeError(`'${text.charAt(index)}' has no two bytes in GB18030`);
      [bytes[at], bytes[at + 1]] = pair;
      at += 2;
    }
    return bytes.subarray(0, at);
  };
}
