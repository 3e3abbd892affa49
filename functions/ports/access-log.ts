import type { PersonId, UnitId } from '../domain/values/ids.ts';
import type { Page } from './cases.ts';

/** One look at somebody's data by purpose: who, when, of whom and what for (个人信息保护法 art 51). */
export interface Access {
  readonly at: number;
  readonly by: string;
  readonly unit: UnitId;
  readonly purpose: string;
  readonly person: PersonId;
  readonly reference: string;
  /** Whether the answer held anything. */
  readonly isKnown: boolean;
}

/** Is only ever added to. */
export interface AccessLog {
  /** Durable before the answer is given. */
  add(access: Access): Promise<void>;
  /** Of a unit and a month (`YYYY-MM`), oldest first. */
  of(unit: UnitId, month: string, page: { readonly limit: number; readonly after?: string }): Promise<Page<Access>>;
}
