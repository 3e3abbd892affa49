import type { Principal } from '../domain/authority/principal.ts';

/** Turns a bearer token into a person. */
export interface Identity {
  /** Undefined for a token that is expired, foreign, damaged, or lacks what a principal needs. */
  principal(token: string): Promise<Principal | undefined>;
}
