import { parseCivilDate } from '../../domain/values/civil-date.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import type { Lake, Manifest } from '../../ports/lake.ts';

/** What a lake stands on: the names of a dataset's folders, and the manifest of one of its days, where there is one. */
export interface Versions {
  readonly folders: (dataset: string) => Promise<readonly string[]>;
  readonly read: (dataset: string, dt: CivilDate) => Promise<Manifest | undefined>;
}

/** Newest and all: a day without a manifest is work that was not finished. */
export function versionsOver({ folders, read }: Versions): Pick<Lake, 'latest' | 'versions'> {
  const days = async (dataset: string): Promise<readonly CivilDate[]> =>
    (await folders(dataset))
      .flatMap((name) => (name.startsWith('dt=') ? (parseCivilDate(name.slice(3)) ?? []) : []))
      .toSorted();
  return {
    async latest(dataset, on) {
      for (const dt of (await days(dataset)).toReversed()) {
        if (on !== undefined && dt > on) continue;
        const manifest = await read(dataset, dt);
        if (manifest !== undefined) return manifest;
      }
      return undefined;
    },
    async versions(dataset) {
      const found = await Promise.all((await days(dataset)).map((dt) => read(dataset, dt)));
      return found.filter((manifest) => manifest !== undefined);
    },
  };
}
