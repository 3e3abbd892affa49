import * as z from 'zod';
import { civilDateOf } from '../domain/values/civil-date.ts';
import { personIdSchema, unitIdSchema } from '../domain/values/ids.ts';
import type { Access, AccessLog } from '../ports/access-log.ts';
import { attributes, read } from './items.ts';
import * as keys from './keys.ts';
import type { StoreParts } from './parts.ts';

const accessSchema = z.object({
  at: z.number(),
  by: z.string(),
  unit: unitIdSchema,
  purpose: z.string(),
  person: personIdSchema,
  reference: z.string(),
  isKnown: z.boolean(),
}) satisfies z.ZodType<Access>;

export function createAccessLog({ items, ids }: Pick<StoreParts, 'items' | 'ids'>): AccessLog {
  return {
    async add(access) {
      const month = civilDateOf(access.at).slice(0, 7);
      const key = keys.accessKey(access.unit, month, access.at, ids.unique());
      await items.transact([{ kind: 'put', item: { ...key, ...attributes(access) }, when: { exists: false } }]);
    },
    async of(unit, month, page) {
      const found = await items.query({ partition: keys.accessPartition(unit, month), ...page });
      const accesses = found.items.map((item) => read(accessSchema, item));
      return found.next === undefined ? { items: accesses } : { items: accesses, next: found.next };
    },
  };
}
