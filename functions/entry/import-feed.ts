import { importDoor } from '../sweeps/import-delivery.ts';
import type { ObjectCreated } from '../sweeps/import-delivery.ts';
import { discreet } from '../wiring/discreet.ts';
import { openFailureLog } from '../wiring/failure-log.ts';
import { openFeeds } from '../wiring/feeds.ts';
import { remembered } from '../wiring/remembered.ts';
import { openDatasetVault } from '../wiring/vault-of-datasets.ts';

const open = remembered(async () => {
  const feeds = openFeeds(process.env, await openDatasetVault(process.env));
  return importDoor({ ...feeds, reportFailure: openFailureLog('import-feed') });
});

/** Called by the bucket's event for a file in `inbox/`. */
export const handler = discreet(async (event: ObjectCreated) => (await open())(event));
