/** Where anchors lie: each is written once and never again. */
export interface AnchorStore {
  /** Ascending. */
  numbers(): Promise<readonly number[]>;
  /** What was first written under the number; undefined where there is nothing. */
  read(number: number): Promise<Uint8Array | undefined>;
  /** All or nothing, durable when it resolves; false where the number is taken. */
  put(number: number, content: Uint8Array): Promise<boolean>;
}
