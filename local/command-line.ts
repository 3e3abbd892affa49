/** A command was called with words that it does not understand; the message says which, in one line. */
export class Misused extends Error {
  override readonly name = 'Misused';
}

/** A whole number between two, both included. Throws `Misused`. */
export function whole(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d{1,9}$/.test(text) && number >= least && number <= most) return number;
  throw new Misused(`--${name} ${text} must be a whole number from ${least} to ${most}.`);
}
