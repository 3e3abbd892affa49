/** Randomness for names. Injected, so that a simulated town is the same town twice. */
export interface Ids {
  /** URL-safe and unguessable, at least 120 bits. */
  unique(): string;
  /** `length` characters of 23456789ABCDEFGHJKMNPQRSTVWXYZ: what people can read out at a window. */
  readable(length: number): string;
}
