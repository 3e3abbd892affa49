import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { randomIds } from '../../functions/adapters/crypto/random-ids.ts';
import { createPolicy } from '../../functions/adapters/policy/policy-pack.ts';
import { authorize } from '../../functions/domain/authority/authorize.ts';
import { createCases } from '../../functions/store/cases.ts';
import { createDoorbells } from '../../functions/store/doorbells.ts';
import { createLedger } from '../../functions/store/ledger.ts';
import { createMailroom } from '../../functions/store/mail.ts';
import { createPeople } from '../../functions/store/people.ts';
import { createTokens } from '../../functions/store/tokens.ts';
import { createWebhooks } from '../../functions/store/webhooks.ts';
import { createWorklists } from '../../functions/store/worklists.ts';
import { runScan } from '../../functions/usecases/discovery/run-scan.ts';
import { furnished } from '../../functions/usecases/house.ts';
import { openDiscovery } from '../../local/home/open-discovery.ts';
import { sqliteStorage } from '../../local/home/storage.ts';
import { cityHouse } from '../../tests/support/city-lake.ts';
import { readTruth } from '../../tests/support/city-files.ts';
import { answer, told } from './worker.ts';

/** The month's run as a town has it: scan, identities opened, alerts and visits durable in SQLite; and the same run once more. */
const { city, lake, temporary } = told();
mkdirSync(temporary, { recursive: true });
const truth = readTruth(city);
const feeds = cityHouse(lake, truth.on);
const { vault, time } = feeds;
const storage = sqliteStorage(join(temporary, `town-${process.pid}.db`))(() => {});
const parts = { items: storage.items, vault, time, ids: randomIds };
const tokens = createTokens(storage.items, vault);
const house = furnished({
  cases: createCases(parts, tokens),
  doorbells: createDoorbells(parts, tokens),
  people: createPeople(parts),
  mailroom: createMailroom(storage.items),
  ledger: createLedger(storage.items),
  webhooks: createWebhooks(parts),
  worklists: createWorklists(storage.items),
  policy: createPolicy(),
  time,
  ids: randomIds,
  authorize,
});
const discovery = openDiscovery({ house, items: storage.items, vault, feeds });
const run = async () => {
  const begun = performance.now();
  await runScan(discovery, 'system:bench');
  const last = (await discovery.runs.events()).at(-1);
  if (last?.type !== 'scan-finished') throw new Error('the run did not come to its end');
  return { seconds: (performance.now() - begun) / 1000, ...last.data };
};
const first = await run();
const second = await run();
const { received, known, visits } = first.alerts;
if (known !== 0 || second.alerts.received !== 0 || second.alerts.known !== received) {
  throw new Error('a second run told something twice', { cause: [first.alerts, second.alerts] });
}
storage.close();
answer({ seconds: first.seconds, againSeconds: second.seconds, alerts: received, visits });
