import * as z from 'zod';
import type { ItemStore } from '../ports/item-store.ts';
import type { Settings } from '../ports/settings.ts';
import { read } from './items.ts';
import { settingKey } from './keys.ts';

export function createSettings(items: ItemStore): Settings {
  return {
    async read(name) {
      const item = await items.get(settingKey(name));
      return item === undefined ? undefined : read(z.string(), item, item['value']);
    },
    async write(name, value) {
      await items.transact([{ kind: 'put', item: { ...settingKey(name), value } }]);
    },
  };
}
