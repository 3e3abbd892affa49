/** Milliseconds since the epoch. In demo and test stages an offset kept in the store moves it. */
export interface Time {
  now(): number;
}
