import { randomIds } from '../adapters/crypto/random-ids.ts';
import { createPolicy } from '../adapters/policy/policy-pack.ts';
import { authorize } from '../domain/authority/authorize.ts';
import type { ItemStore } from '../ports/item-store.ts';
import type { Vault } from '../ports/vault.ts';
import { createCases } from '../store/cases.ts';
import { createDoorbells } from '../store/doorbells.ts';
import { createTokens } from '../store/tokens.ts';
import { createWebhooks } from '../store/webhooks.ts';
import { createWorklists } from '../store/worklists.ts';
import { createLedger } from '../store/ledger.ts';
import { createMailroom } from '../store/mail.ts';
import { createPeople } from '../store/people.ts';
import { clock } from './clock.ts';
import { furnished } from '../usecases/house.ts';
import type { HouseWithDoorbells } from '../usecases/house.ts';

/** The house over whatever store and vault a function's role may reach. */
export function houseOver(items: ItemStore, vault: Vault): HouseWithDoorbells {
  const time = clock;
  const parts = { items, vault, time, ids: randomIds };
  const tokens = createTokens(items, vault);
  return furnished({
    cases: createCases(parts, tokens),
    doorbells: createDoorbells(parts, tokens),
    people: createPeople(parts),
    mailroom: createMailroom(items),
    ledger: createLedger(items),
    webhooks: createWebhooks(parts),
    worklists: createWorklists(items),
    policy: createPolicy(),
    time,
    ids: randomIds,
    authorize,
  });
}
