import { areaCode } from '../../functions/domain/values/area-code.ts';
import { unitId } from '../../functions/domain/values/ids.ts';
import { families } from '../demo/families.ts';
import { niuzhuang, Office } from '../demo/office.ts';
import { expectStatus } from '../demo/town-client.ts';
import { openHome } from '../home/home.ts';
import type { Home } from '../home/home.ts';
import { demoPeople } from '../identity/demo-people.ts';
import { sealedInMemory } from '../simulation/memory-keys.ts';
import { memoryStorage } from '../simulation/memory-storage.ts';
import { counted, nothingCounted } from './counting.ts';
import type { Counts } from './counting.ts';
import { InProcessClient } from './in-process-client.ts';

export interface PlayedCase extends Counts {
  /** Requests by which people changed something. */
  readonly acts: number;
  /** Read units of one look, over the pages that `looks` names. */
  readonly readUnitsPerView: number;
  readonly keyUsesPerView: number;
}

const START = Date.parse('2026-03-02T09:00:00+08:00');
const SEED = 7;

/**
 * One ordinary application of a family of two, from the window to the household's chain, in a town of its own: everything that it costs
 * is counted by the house itself. Nobody is late, nobody objects, nothing is sent back.
 */
export async function playCase(): Promise<PlayedCase> {
  let counts = nothingCounted();
  const begun = Date.now();
  const people = demoPeople.map(({ user, unit, area, ...person }) => ({
    ...person,
    subject: user,
    unit: unitId(unit),
    area: areaCode(area),
  }));
  const home = await openHome({
    storage: counted(memoryStorage, () => counts),
    stage: 'demo',
    keys: sealedInMemory(SEED),
    identity: { principal: (token) => Promise.resolve(people.find(({ subject }) => subject === token)) },
    now: () => START + Date.now() - begun,
    onFailure: (what, error) => {
      throw new Error(`${what} failed in the played case`, { cause: error });
    },
  });
  try {
    for (const person of people) await home.house.people.welcome(person);
    const client = new InProcessClient((event) => home.handle(event));
    const office = new Office(client);
    // Once for everything that a house writes when it is new.
    await live(office, 1);
    await rest(home);
    counts = nothingCounted();
    client.requests.acts = 0;
    const lived = await live(office, 2);
    await rest(home);
    const { acts } = client.requests;
    const played = { ...counts, viewReadUnits: 0, viewKeyUses: 0 };
    counts = nothingCounted();
    const views = await look(client, lived);
    return {
      ...played,
      acts,
      readUnitsPerView: counts.viewReadUnits / views,
      keyUsesPerView: counts.viewKeyUses / views,
    };
  } finally {
    await home.close();
  }
}

async function live(office: Office, sequence: number) {
  const { client } = office;
  const { caseId, householdId } = await office.submit(families.workingPoor.build({ area: niuzhuang.area, sequence }));
  await office.toConfirmation(caseId);
  await office.confirm(caseId);
  await client.reaches(niuzhuang.window, caseId, 'granted');
  // The recognition proposes what else the family is entitled to; this one wants none of it.
  const { body } = await client.get(niuzhuang.window, `/households/${householdId}/referrals`);
  for (const proposed of proposals(body)) {
    await client.handle(niuzhuang.window, proposed, {
      kind: 'referral-transfer',
      outcome: 'declined',
      reason: '家庭暂不需要(演示)',
    });
  }
  return { caseId, householdId };
}

function proposals(body: unknown): readonly string[] {
  const items: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'items') : undefined;
  return Array.isArray(items) ? items.map((item: { caseId: unknown }) => String(item.caseId)) : [];
}

/** What people look at most. */
const looks = (caseId: string, householdId: string): readonly string[] => [
  '/inbox?box=mine',
  '/inbox?box=unit',
  '/inbox/counts',
  '/inbox/changes',
  `/applications/${caseId}`,
  `/applications/${caseId}/deadline`,
  `/cases/${caseId}/tasks`,
  `/cases/${caseId}/events`,
  `/households/${householdId}/chain`,
];

/** Opens each once; gives their number. */
async function look(
  client: InProcessClient,
  { caseId, householdId }: { readonly caseId: string; readonly householdId: string },
): Promise<number> {
  const pages = looks(caseId, householdId);
  for (const page of pages) expectStatus(await client.get(niuzhuang.window, page), [200]);
  return pages.length;
}

/** Until nothing is under way that the case set going. */
async function rest(home: Home): Promise<void> {
  for (let quiet = 0; quiet < 5;) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    const { appends, tasks } = home.busy();
    quiet = appends === 0 && tasks === 0 ? quiet + 1 : 0;
  }
}
