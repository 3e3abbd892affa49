/** Eight digits keep anchors in order in a list of files. */
export const anchorName = (number: number): string => `${String(number).padStart(8, '0')}.ndjson.gz`;

/** Undefined for what is no anchor's name. */
export function anchorNumber(name: string): number | undefined {
  const digits = /^(\d{8})\.ndjson\.gz$/.exec(name)?.[1];
  return digits === undefined || Number(digits) === 0 ? undefined : Number(digits);
}
