/**
 * A name as it is looked up: however it was typed, in which width, with which spaces. Names that differ in their
 * characters stay different.
 */
export const nameToFind = (name: string): string => name.normalize('NFKC').replaceAll(/\s/gu, '').toLowerCase();
