/**
 * Rows of digits as people's numbers have them: identity cards (15 digits of old, or 17 and a check character), bank cards (16 to 19),
 * mobile phones, also in groups. Other long numbers are met as well (an id that is all digits): where this is used, losing one is the lesser harm.
 */
const patterns: readonly RegExp[] = [
  /(?<!\d)\d{17}[\dXx](?!\d)/g,
  /(?<!\d)\d{15,19}(?!\d)/g,
  /(?<!\d)\d{4}(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?(?!\d)/g,
  /(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/g,
];

/** The text with each such number struck out. */
export const withoutPersonalNumbers = (text: string): string =>
  patterns.reduce((left, pattern) => left.replace(pattern, '…'), text);
