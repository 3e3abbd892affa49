const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

const LINES = 5;

/** The one that stands most often, outside quotes, in the fullest of the first lines; a comma where there is none. */
export function delimiterOf(beginning: string): Delimiter {
  const lines = beginning.replaceAll(/"[^"]*"/g, '').split(/\r\n|[\r\n]/, LINES);
  let best: { readonly delimiter: Delimiter; readonly count: number } = { delimiter: ',', count: 0 };
  for (const delimiter of delimiters) {
    const count = Math.max(...lines.map((line) => line.split(delimiter).length - 1));
    if (count > best.count) best = { delimiter, count };
  }
  return best.delimiter;
}
