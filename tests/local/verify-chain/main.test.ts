import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anchorName } from '../../../functions/adapters/anchors/anchor-name.ts';
import { fileAnchorStore } from '../../../functions/adapters/anchors/file-anchor-store.ts';
import { openSigningKey, publicKeyFileOf } from '../../../functions/adapters/crypto/signing-key-file.ts';
import { registeredSchema } from '../../../functions/contracts/outcomes.ts';
import type { Item } from '../../../functions/ports/item-store.ts';
import { createAnchors } from '../../../functions/store/anchors.ts';
import { eventHash } from '../../../functions/store/event-chain.ts';
import { demoPlace } from '../../../local/home/demo-place.ts';
import { startDemoTown } from '../../../local/home/demo-town.ts';
import { families } from '../../../local/demo/families.ts';
import { niuzhuang } from '../../../local/demo/office.ts';
import { expectStatus, TownClient } from '../../../local/demo/town-client.ts';
import { fakeAws } from '../../infra/fake-aws.ts';
import { bundleEnvironment } from '../../support/bundle-environment.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const root = join(import.meta.dirname, '../../..');

const verify = (...args: readonly string[]) => verifyIn(process.env, ...args);

async function verifyIn(env: NodeJS.ProcessEnv, ...args: readonly string[]) {
  const child = spawn(process.execPath, ['local/verify-chain/main.ts', ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const [code] = await once(child, 'close');
  return { code, out, err };
}
const findings = async (folder: string, ...args: readonly string[]) => {
  const { code, out, err } = await verify('--data', folder, '--json', ...args);
  expect(err).toBe('');
  return { code, found: (JSON.parse(out) as { findings: readonly Record<string, unknown>[] }).findings };
};

const shift = Date.parse('2026-03-02T09:00:00+08:00') - Date.now();
const start = (folder: string) => startDemoTown({ port: 0, folder, isQuiet: true, clockShiftMs: shift });

/** A town of three families and three days, each with its anchor; the third family came after the last of them. */
const base = mkdtempSync(join(tmpdir(), 'yimen-verify-'));
const cases: string[] = [];
beforeAll(async () => {
  const town = await start(base);
  const client = new TownClient(town.url);
  const file = async (sequence: number) => {
    const submission = families.highMedicalSpending.build({ area: niuzhuang.area, sequence });
    const answer = expectStatus(await client.post(niuzhuang.window, '/applications', submission), [201]);
    cases.push(registeredSchema.parse(answer).caseId);
    return cases.at(-1)!;
  };
  const claim = async (caseId: string) => {
    const task = await client.openTask(niuzhuang.reviewer, caseId, 'household-investigation', 1);
    expectStatus(await client.claim(niuzhuang.reviewer, task), [200]);
  };
  const first = await file(1);
  await client.goTo('2026-03-03');
  await claim(first);
  const second = await file(2);
  await client.goTo('2026-03-04');
  await claim(second);
  await client.goTo('2026-03-05');
  await file(3);
  await town.close();
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** A copy that a test may tamper with. */
function copyOf() {
  const folder = join(tempFolder(), 'data');
  cpSync(base, folder, { recursive: true });
  const place = demoPlace(folder);
  const change = (act: (db: DatabaseSync) => void) => {
    const db = new DatabaseSync(place.database);
    act(db);
    db.close();
  };
  const read = (db: DatabaseSync, pk: string): Item[] =>
    db
      .prepare('SELECT item FROM item WHERE pk = ? ORDER BY sk')
      .all(pk)
      .map(({ item }) => JSON.parse(String(item)) as Item);
  return {
    folder,
    place,
    change,
    /** Rewrites items of a partition; undefined deletes one. */
    rewrite: (caseId: string, rewritten: (item: Item) => Item | undefined) =>
      change((db) => {
        for (const item of read(db, `CASE#${caseId}`)) {
          const { pk, sk } = item;
          const next = rewritten(item);
          if (next === undefined) db.prepare('DELETE FROM item WHERE pk = ? AND sk = ?').run(pk, sk);
          else db.prepare('UPDATE item SET item = ? WHERE pk = ? AND sk = ?').run(JSON.stringify(next), pk, sk);
        }
      }),
    anchor: (number: number) => join(place.anchors.folder, anchorName(number)),
  };
}

const hashOf = ({ hash }: Item): string => (typeof hash === 'string' ? hash : '');
const isEvent = ({ sk }: Item, seq?: number): boolean =>
  sk.startsWith('EVENT#') && (seq === undefined || Number(sk.slice(6)) === seq);

describe('npm run verify-chain', () => {
  it('finds a town intact, and says how much of it was looked at', async () => {
    const { folder, place } = copyOf();
    expect(readdirSync(place.anchors.folder)).toHaveLength(3);
    const { code, out, err } = await verify('--data', folder);
    expect(err).toBe('');
    expect(out).toMatch(/^已核验:3条记录链、\d+条记录、3个锚点\(最近:第3号,2026-03-05\)\n/);
    expect(out).toContain('其中1条记录链尚未进入锚点');
    expect(out).toContain('结论:完好');
    expect(code).toBe(0);
  });

  it('finds it intact while it runs, with work going on', async () => {
    const { folder } = copyOf();
    const town = await start(folder);
    const client = new TownClient(town.url);
    let isOver = false;
    const work = (async () => {
      for (let sequence = 10; !isOver; sequence += 1) {
        const submission = families.highMedicalSpending.build({ area: niuzhuang.area, sequence });
        expectStatus(await client.post(niuzhuang.window, '/applications', submission), [201]);
      }
    })();
    const { code, found } = await findings(folder);
    isOver = true;
    await work;
    await town.close();
    expect(found).toEqual([]);
    expect(code).toBe(0);
  });

  it('names a changed event', async () => {
    const { folder, rewrite } = copyOf();
    rewrite(cases[0]!, (item) => (isEvent(item, 2) ? { ...item, actor: 'somebody-else' } : item));
    expect(await findings(folder)).toEqual({
      code: 1,
      found: [{ chain: `case:${cases[0]}`, kind: 'altered', seq: 2 }],
    });
    const { out } = await verify('--data', folder);
    expect(out).toContain(`结论:发现1处问题\n  记录被更改:案件${cases[0]}第2条`);
  });

  it('names an event that is no longer readable at all', async () => {
    const { folder, change } = copyOf();
    change((db) =>
      db.prepare("UPDATE item SET item = '{' WHERE pk = ? AND sk = 'EVENT#00000002'").run(`CASE#${cases[0]}`),
    );
    const { code, found } = await findings(folder);
    expect(code).toBe(1);
    expect(found).toContainEqual({ chain: `case:${cases[0]}`, kind: 'deleted', from: 2, to: 2 });
  });

  it('names a deleted event', async () => {
    const { folder, rewrite } = copyOf();
    rewrite(cases[1]!, (item) => (isEvent(item, 3) ? undefined : item));
    expect(await findings(folder)).toEqual({
      code: 1,
      found: [{ chain: `case:${cases[1]}`, kind: 'deleted', from: 3, to: 3 }],
    });
  });

  it('names a chain that was cut off, with the head set back to fit', async () => {
    const { folder, rewrite } = copyOf();
    let lastHash = '';
    let anchored = 0;
    rewrite(cases[0]!, (item) => {
      if (isEvent(item, 2)) lastHash = hashOf(item);
      if (isEvent(item)) anchored = Number(item['seq']);
      return isEvent(item) && Number(item['seq']) > 2 ? undefined : item;
    });
    rewrite(cases[0]!, (item) => (item.sk === 'HEAD' ? { ...item, lastSeq: 2, lastHash } : item));
    expect(await findings(folder)).toEqual({
      code: 1,
      found: [{ chain: `case:${cases[0]}`, kind: 'truncated', present: 2, expected: anchored }],
    });
  });

  it('names a case that is gone with all that belonged to it', async () => {
    const { folder, rewrite } = copyOf();
    let anchored = 0;
    rewrite(cases[0]!, (item) => {
      if (isEvent(item)) anchored = Number(item['seq']);
      return undefined;
    });
    expect(await findings(folder)).toEqual({
      code: 1,
      found: [{ chain: `case:${cases[0]}`, kind: 'case-deleted', anchored }],
    });
  });

  it('names a history that was written anew with hashes that fit', async () => {
    const { folder, rewrite } = copyOf();
    let last = { seq: 0, hash: '' };
    rewrite(cases[0]!, (item) => {
      if (!isEvent(item)) return item;
      const { pk, sk, hash: _hash, ...event } = item;
      const body = { ...event, prevHash: last.hash, actor: 'somebody-else' };
      last = { seq: Number(item['seq']), hash: eventHash(body) };
      return { ...body, pk, sk, hash: last.hash };
    });
    rewrite(cases[0]!, (item) => (item.sk === 'HEAD' ? { ...item, lastHash: last.hash } : item));
    const { code, found } = await findings(folder);
    expect(code).toBe(1);
    expect(found).toEqual([{ chain: `case:${cases[0]}`, kind: 'rewritten', seq: expect.any(Number) }]);
  });

  it('names it also after the town went on for days and took anchors over it', async () => {
    const { folder, rewrite } = copyOf();
    rewrite(cases[0]!, (item) => (isEvent(item, 2) ? { ...item, actor: 'somebody-else' } : item));
    const town = await start(folder);
    await new TownClient(town.url).goTo('2026-03-09');
    await town.close();
    const { code, found } = await findings(folder);
    expect(code).toBe(1);
    expect(found).toContainEqual({ chain: `case:${cases[0]}`, kind: 'altered', seq: 2 });
  });

  it.each([
    [1, { kind: 'anchor-missing', from: 1, to: 1 }],
    [2, { kind: 'anchor-missing', from: 2, to: 2 }],
  ])('misses the removed anchor %i', async (number, finding) => {
    const { folder, anchor } = copyOf();
    rmSync(anchor(number));
    expect(await findings(folder)).toEqual({ code: 1, found: [finding] });
  });

  it('misses the last anchors where the town went on without them', async () => {
    const { folder, anchor } = copyOf();
    for (const number of [2, 3]) rmSync(anchor(number));
    expect(await findings(folder)).toEqual({ code: 1, found: [{ kind: 'anchor-missing', from: 2 }] });
  });

  it('calls an anchor that another key signed forged', async () => {
    const { folder, place, anchor } = copyOf();
    const { signer } = openSigningKey({ file: join(tempFolder(), 'k.pem'), dataFolder: place.data, isNew: true });
    const original = JSON.parse(
      gunzipSync(readFileSync(anchor(2)))
        .toString()
        .split('\n')[0]!,
    );
    rmSync(anchor(2));
    const forging = createAnchors(fileAnchorStore(place.anchors.folder), signer, { isGenuine: () => true });
    const { format: _format, entries: _entries, entriesSha256: _sha, ...draft } = original.statement;
    await forging.add(draft, []);
    expect(await findings(folder)).toEqual({
      code: 1,
      found: [{ kind: 'anchor-forged', number: 2, reason: 'signature' }],
    });
  });

  it.each([
    ['entries', (text: string) => text.replace(/"[0-9a-f]{64}"\]/, `"${'0'.repeat(64)}"]`)],
    ['signature', (text: string) => text.replace('"faulty":0', '"faulty":1')],
    ['unreadable', () => 'nothing'],
  ])('calls an anchor that was changed forged (%s)', async (reason, changed) => {
    const { folder, anchor } = copyOf();
    chmodSync(anchor(2), 0o600);
    writeFileSync(anchor(2), gzipSync(changed(gunzipSync(readFileSync(anchor(2))).toString())));
    expect(await findings(folder)).toEqual({ code: 1, found: [{ kind: 'anchor-forged', number: 2, reason }] });
  });

  it('calls an anchor that lies in the place of another forged', async () => {
    const { folder, anchor } = copyOf();
    rmSync(anchor(2));
    cpSync(anchor(3), anchor(2));
    const { found } = await findings(folder);
    expect(found).toContainEqual({ kind: 'anchor-forged', number: 2, reason: 'number' });
  });

  it('believes the auditor’s own key and copy of the anchors, not what lies beside the data', async () => {
    const { folder, place } = copyOf();
    const own = tempFolder();
    const publicKey = join(own, 'public.pem');
    cpSync(publicKeyFileOf(place.anchors.signingKey), publicKey);
    cpSync(place.anchors.folder, join(own, 'anchors'), { recursive: true });
    // Somebody with the machine signs everything anew with a key of their own.
    const fresh = generateKeyPairSync('ed25519');
    writeFileSync(
      publicKeyFileOf(place.anchors.signingKey),
      fresh.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    );
    for (const name of readdirSync(place.anchors.folder)) rmSync(join(place.anchors.folder, name));
    expect((await findings(folder)).code).toBe(1);
    const audited = await findings(folder, '--public-key', publicKey, '--anchors', join(own, 'anchors'));
    expect(audited).toEqual({ code: 0, found: [] });
  });

  it.each([
    [['--data', '/nowhere/at/all'], '没有公钥文件'],
    [['--data', 'a', '--config', 'b'], '只能选其一'],
    [['--table', 't'], '--table 和 --bucket'],
    [['--table', 't', '--bucket', 'b'], '--key-id 或 --public-key'],
    [['--config', '/nowhere.json'], '/nowhere.json cannot be read'],
    [['--what'], '参数有误'],
    [['stray'], '参数有误'],
  ])('says in one line why it cannot run: %j', async (args, message) => {
    const { code, out, err } = await verify(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('says which file is no data file, no public key', async () => {
    const { folder, place } = copyOf();
    const noKey = join(folder, 'no-key.pem');
    writeFileSync(noKey, 'nothing');
    const badKey = await verify('--data', folder, '--public-key', noKey);
    expect(badKey).toMatchObject({ code: 2, err: expect.stringContaining('不是PEM格式的公钥') });
    rmSync(place.database);
    const gone = await verify('--data', folder);
    expect(gone).toMatchObject({ code: 2, err: expect.stringContaining('没有数据文件') });
    writeFileSync(place.database, 'no database');
    const foreign = await verify('--data', folder);
    expect(foreign).toMatchObject({ code: 2, err: expect.stringContaining('不是本系统的数据文件') });
  });

  it('reads a deployed house with the credentials of the environment, and the public key from KMS', async () => {
    const aws = await fakeAws();
    const cloud = ['--table', 'table', '--bucket', 'anchors', '--key-id', 'signing-key'];
    const environment = { ...bundleEnvironment, AWS_ENDPOINT_URL: aws.url };
    const { code, out, err } = await verifyIn({ ...process.env, ...environment }, ...cloud);
    await aws.close();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe('已核验:0条记录链、0条记录、0个锚点\n结论:完好\n');
    const asked = new Set(aws.calls.map(({ target }) => target.replace(/\?.*/, '')));
    expect(asked).toEqual(new Set(['GetPublicKey', 'GET /anchors/', 'Query', 'GetItem']));
  });

  it('says in one line that nobody answers for the cloud', async () => {
    const environment = { ...bundleEnvironment, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' };
    const cloud = ['--table', 'table', '--bucket', 'anchors', '--key-id', 'signing-key'];
    const { code, out, err } = await verifyIn({ ...process.env, ...environment }, ...cloud);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^未能核验:.*ECONNREFUSED.*\n$/);
  });

  it('explains itself', async () => {
    const { code, out } = await verify('--help');
    expect(code).toBe(0);
    expect(out).toContain('npm run verify-chain');
  });
});
