import { door } from '../tasks/scan-population.ts';
import { openDiscovery } from '../wiring/discovery.ts';
import { discreet } from '../wiring/discreet.ts';
import { houseOver } from '../wiring/house.ts';
import { remembered } from '../wiring/remembered.ts';
import { openStore } from '../wiring/store.ts';
import { openDatasetVault } from '../wiring/vault-of-datasets.ts';

const open = remembered(async () => {
  const items = openStore(process.env);
  const vault = await openDatasetVault(process.env);
  return door(openDiscovery(process.env, { house: houseOver(items, vault), items, vault }));
});

export const handler = discreet(async (payload: unknown) => (await open())(payload));
