export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

/**
 * By its mark, else by its beginning: text that is no UTF-8 is GB18030, which contains GBK and GB2312. Headings are Chinese,
 * so the beginning of a GB18030 file never passes for UTF-8; and UTF-8 in which a few bytes are spoilt is UTF-8 still.
 */
export function encodingOf(beginning: Uint8Array): Encoding {
  const [first, second] = beginning;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // `stream`: the beginning may end within a character.
  const text = new TextDecoder('utf-8').decode(beginning, { stream: true });
  const spoilt = text.match(/\uFFFD/g)?.length ?? 0;
  if (spoilt === 0) return 'utf-8';
  // Bytes of GB18030 hardly ever make a Chinese character of UTF-8.
  const sound = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return spoilt < sound ? 'utf-8' : 'gb18030';
}

/** What cannot be decoded comes as U+FFFD, which no cell may hold. A byte order mark is dropped. */
export async function* decoded(chunks: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
