import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { feedImportedSchema } from '../../functions/contracts/feeds.ts';
import type { CivilDate } from '../../functions/domain/values/civil-date.ts';
import { writeCity } from '../population/city.ts';
import type { Truth } from '../population/truth.ts';
import { expectStatus } from './town-client.ts';
import type { TownClient } from './town-client.ts';

/** What the departments of an invented city handed in, all of it together. */
export interface Delivered {
  readonly truth: Truth;
  readonly files: number;
  readonly rows: number;
  readonly rejected: number;
  readonly damaged: number;
}

export interface Delivery {
  readonly persons: number;
  readonly seed: number;
  readonly sequence: number;
  readonly on: CivilDate;
  readonly townships: readonly string[];
  /** A feed that does not come. */
  readonly without: string;
}

/** Invents the city in a scratch folder, hands its files in over HTTP as the supervisor, and forgets them. */
export async function deliverCity(client: TownClient, { without, ...city }: Delivery): Promise<Delivered> {
  const folder = mkdtempSync(join(tmpdir(), 'yimen-city-'));
  try {
    const truth = writeCity({ ...city, folder, progress: () => {} });
    const sum = { files: 0, rows: 0, rejected: 0, damaged: 0 };
    for (const [feed, { file, encoding }] of Object.entries(truth.files)) {
      if (feed === without) continue;
      const answer = await client.upload(
        'supervisor',
        `/feeds/${feed}/imports?on=${city.on}`,
        readFileSync(join(folder, file)),
        // A gateway reads what is text as UTF-8.
        encoding === 'utf-8' ? 'text/csv' : 'application/octet-stream',
      );
      const { rows, counts } = feedImportedSchema.parse(expectStatus(answer, [201]));
      sum.files += 1;
      sum.rows += rows;
      sum.rejected += counts.rejected;
      sum.damaged += counts.damaged;
    }
    return { truth, ...sum };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
