import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomIds } from '../../functions/adapters/crypto/random-ids.ts';
import { createVault } from '../../functions/adapters/crypto/vault.ts';
import type { CaseHead } from '../../functions/domain/casework/head.ts';
import type { NewEvent } from '../../functions/domain/casework/event.ts';
import type { TaskRecord } from '../../functions/domain/casework/task.ts';
import { areaCode } from '../../functions/domain/values/area-code.ts';
import { addDays, civilDate } from '../../functions/domain/values/civil-date.ts';
import { caseId, householdId, taskId, unitId } from '../../functions/domain/values/ids.ts';
import type { CaseId } from '../../functions/domain/values/ids.ts';
import { withClockwork } from '../../functions/usecases/clockwork.ts';
import type { Cases, Doorbells, Lock, NewCase, NoticeRecord } from '../../functions/ports/cases.ts';
import type { ItemStore } from '../../functions/ports/item-store.ts';
import { createAccessLog } from '../../functions/store/access-log.ts';
import { createCases } from '../../functions/store/cases.ts';
import { createDoorbells } from '../../functions/store/doorbells.ts';
import { noticeKey, sealedKey, staffKey } from '../../functions/store/keys.ts';
import { createDueIndex, createOutbox, createUnsettled } from '../../functions/store/queues.ts';
import { createTokens } from '../../functions/store/tokens.ts';
import { terminationOf } from '../functions/domain/termination/case.ts';
import { caseHead, MONDAY, openTaskOf, policy } from '../support/case-head.ts';

const NOW = Date.parse('2026-03-02T09:00:00+08:00');
const HOUR = 3_600_000;

/** The key that wraps, kept in memory: what is tested is what the repositories write, not where keys lie. */
export function memoryVault() {
  const wrapped = new Map<string, Uint8Array>();
  return createVault({
    masterKey: {
      async generate(scope) {
        const plain = randomBytes(32);
        const name = `${scope}.${wrapped.size}`;
        wrapped.set(name, plain);
        return { plain, wrapped: name };
      },
      async unwrap(_scope, name) {
        const plain = wrapped.get(name);
        if (plain === undefined) throw new Error('no such key');
        return plain;
      },
    },
    blindIndexKey: { version: 1, key: randomBytes(32) },
    time: { now: () => NOW },
  });
}

export interface CasesSetup {
  readonly open: () => Promise<{ readonly items: ItemStore; readonly close: () => Promise<void> }>;
}

/** What the repositories promise, on whatever stands below them. */
export function casesContract({ open }: CasesSetup): void {
  let items: ItemStore;
  let cases: Cases;
  let doorbells: Doorbells;
  let close: () => Promise<void>;
  let count = 0;

  beforeAll(async () => {
    ({ items, close } = await open());
    const vault = memoryVault();
    const parts = { items, vault, time: { now: () => NOW }, ids: randomIds };
    const tokens = createTokens(items, vault);
    cases = withClockwork(createCases(parts, tokens), { policy, time: parts.time });
    doorbells = createDoorbells(parts, tokens);
  });
  afterAll(() => close());

  const event = (type: NewEvent['type']): NewEvent => ({ type, at: NOW, actor: 'somebody', data: {} });
  const nextId = (): CaseId => caseId(`370502-20260302-C${(count += 1)}`);

  function newCase(people: readonly string[], more: Partial<NewCase> = {}) {
    const id = nextId();
    const persons = people.map((person) => cases.personId(person));
    return {
      head: caseHead({ caseId: id, householdId: householdId(`h-${id}`) }),
      events: [event('application-registered'), event('application-accepted')],
      outbox: [],
      facts: { members: [] },
      sealed: [{ name: 'family', content: { members: [{ name: '张演示' }] } }],
      persons,
      locks: persons.map((person): Lock => ({ person, purpose: 'assistance-application' })),
      names: people.map((person) => `张 ${person}`),
      household: 'new' as const,
      once: { key: { principal: 'p', route: 'submit', key: `key-${id}`, requestHash: 'h' }, outcome: { kind: 'x' } },
      ...more,
    };
  }

  async function created(people: readonly string[] = [`person-${count}`]): Promise<CaseHead> {
    const made = newCase(people);
    expect(await cases.create(made)).toEqual({ kind: 'committed' });
    return (await cases.head(made.head.caseId))!;
  }

  const taskFor = (head: CaseHead, more: Partial<TaskRecord> = {}): TaskRecord =>
    openTaskOf('township-opinion', {
      caseId: head.caseId,
      taskId: taskId(`${head.caseId}.township-opinion.1`),
      openedAt: NOW,
      ...more,
    });

  async function opened(more: Partial<TaskRecord> = {}) {
    const task = taskFor(await created(), more);
    const before = (await cases.head(task.caseId))!;
    const result = await cases.commit({
      head: before,
      next: {},
      events: [event('task-opened')],
      tasks: [{ kind: 'open', task }],
      token: { taskId: task.taskId, token: 'first-token' },
    });
    if (result.kind !== 'committed') throw new Error(result.kind);
    return { head: result.head, task };
  }

  const closing = (task: TaskRecord): TaskRecord => ({
    ...task,
    version: task.version + 1,
    revision: task.revision + 1,
    status: 'DECIDED',
    outcome: 'confirm',
    closedAt: NOW,
    closedBy: 'p',
  });

  it('writes for nobody who has left, and says so', async () => {
    const head = await created();
    const subject = `leaver-${head.caseId}`;
    const write = async () => {
      const now = (await cases.head(head.caseId))!;
      return (await cases.commit({ head: now, next: {}, events: [event('task-claimed')], present: [subject] })).kind;
    };
    expect(await write()).toBe('committed');
    await items.transact([{ kind: 'put', item: { ...staffKey(subject), leftOn: MONDAY } }]);
    expect(await write()).toBe('person-left');
  });

  it('takes out of the head what a write forgets', async () => {
    const head = await created();
    const opinion = { outcome: 'refuse', by: 'somebody' } as const;
    await cases.commit({ head, next: { opinion }, events: [event('township-opinion')] });
    const given = (await cases.head(head.caseId))!;
    expect(given).toMatchObject({ opinion });
    await cases.commit({ head: given, next: {}, forget: ['opinion'], events: [event('task-taken-back')] });
    const now = (await cases.head(head.caseId))!;
    expect('opinion' in now).toBe(false);
    expect(cases.verify(now, await cases.events(head.caseId))).toBe(true);
  });

  describe('finding a case', () => {
    it('knows the end of its receipt number and the exact name of a member, within the area only', async () => {
      const head = await created(['甲一', '乙二']);
      const here = areaCode('370502');
      const find = (sought: Parameters<Cases['find']>[0], area = here) => cases.find(sought, area, 10);
      expect(await find({ receiptEnd: head.caseId.slice(-6) })).toEqual([head.caseId]);
      expect(await find({ name: '张甲一' })).toEqual([head.caseId]);
      expect(await find({ name: ' 张　乙 二' })).toEqual([head.caseId]);
      expect(await find({ name: '张甲一' }, head.area)).toEqual([head.caseId]);
      expect(await find({ name: '张甲' })).toEqual([]);
      expect(await find({ name: '张甲一' }, areaCode('370502101'))).toEqual([]);
      expect(await find({ receiptEnd: head.caseId.slice(-6) }, areaCode('370522'))).toEqual([]);
    });
  });

  describe('cases', () => {
    it('are read back as they were written, with what is sensitive sealed at rest', async () => {
      const head = await created();
      expect(head).toMatchObject({ version: 1, lastSeq: 2, status: 'in-review' });
      expect(await cases.sealed(head, 'family')).toEqual({ members: [{ name: '张演示' }] });
      expect(JSON.stringify(await items.get(sealedKey(head.caseId, 'family')))).not.toContain('张');
      expect(cases.verify(head, await cases.events(head.caseId))).toBe(true);
    });

    it('let a person stand in one open application only, and point to it', async () => {
      const [one, other] = [newCase(['husband', 'wife']), newCase(['wife', 'husband'])];
      const results = await Promise.all([cases.create(one), cases.create(other)]);
      const kinds = results.map(({ kind }) => kind).toSorted();
      expect(kinds).toEqual(['committed', 'locked']);
      const winner = results[0]?.kind === 'committed' ? one : other;
      expect(results.find(({ kind }) => kind === 'locked')).toEqual({ kind: 'locked', caseId: winner.head.caseId });
      const loser = winner === one ? other : one;
      expect(await cases.head(loser.head.caseId)).toBeUndefined();
    });

    it('give a retried creation away as repeated', async () => {
      const made = newCase(['retried']);
      await cases.create(made);
      expect(await cases.create(made)).toEqual({ kind: 'repeated' });
      expect(await cases.once(made.once.key)).toEqual({ requestHash: 'h', outcome: { kind: 'x' } });
    });

    it('take a row of a source once, and its next content only after the case that it had', async () => {
      const row = `source-${count}`;
      const first = newCase(['row'], { source: { key: row, hash: 'a' } });
      expect(await cases.fromSource(row)).toBe(undefined);
      expect(await cases.create(first)).toEqual({ kind: 'committed' });
      expect(await cases.fromSource(row)).toEqual({ caseId: first.head.caseId, hash: 'a' });
      const again = newCase(['another'], { source: { key: row, hash: 'b' } });
      expect(await cases.create(again)).toEqual({ kind: 'known-source' });
      expect(await cases.head(again.head.caseId)).toBe(undefined);
      const after = newCase(['another'], { source: { key: row, hash: 'b', after: first.head.caseId } });
      expect(await cases.create(after)).toEqual({ kind: 'committed' });
      expect(await cases.fromSource(row)).toEqual({ caseId: after.head.caseId, hash: 'b' });
    });

    it('keep people of one household of a source in one of theirs, whoever comes first', async () => {
      const hint = `hint-${nextId()}`;
      expect(await cases.householdOfHint(hint)).toBe(undefined);
      const [first, second] = [newCase([`elder-${hint}`], { hint }), newCase([`younger-${hint}`], { hint })];
      const results = await Promise.all([cases.create(first), cases.create(second)]);
      expect(results.map(({ kind }) => kind).toSorted()).toEqual(['committed', 'stale']);
      const winner = results[0]?.kind === 'committed' ? first : second;
      expect(await cases.householdOfHint(hint)).toBe(winner.head.householdId);
    });

    it('count how people judged what an indicator found', async () => {
      const indicator = `indicator-${nextId()}`;
      expect(await cases.judgedOf(indicator)).toEqual({ verified: 0, founded: 0 });
      for (const isFounded of [true, false]) {
        const head = await created([`judged-${isFounded}`]);
        const judged = { indicator, isFounded };
        expect(await cases.commit({ head, next: {}, events: [], judged })).toMatchObject({ kind: 'committed' });
        expect(await cases.commit({ head, next: {}, events: [], judged })).toMatchObject({ kind: 'stale' });
      }
      expect(await cases.judgedOf(indicator)).toEqual({ verified: 2, founded: 1 });
    });

    it('begin in the very write of another case, or not at all', async () => {
      const head = await created();
      const { once: _once, ...opened } = newCase(['opened']);
      const write = () => cases.commit({ head, next: {}, events: [event('classified')], opens: [opened] });
      expect(await write()).toMatchObject({ kind: 'committed' });
      expect((await cases.events(opened.head.caseId)).length).toBe(2);
      expect(await write()).toEqual({ kind: 'stale' });
      const now = (await cases.head(head.caseId))!;
      const { once: _other, ...locked } = newCase(['opened']);
      const result = await cases.commit({ head: now, next: {}, events: [event('classified')], opens: [locked] });
      expect(result).toEqual({ kind: 'locked', caseId: opened.head.caseId });
      expect((await cases.head(head.caseId))?.version).toBe(now.version);
      expect(await cases.head(locked.head.caseId)).toBe(undefined);
    });

    it('keep what entered the pool on its list until it leaves', async () => {
      const head = await created(['watched']);
      const person = cases.personId('watched');
      const entry = {
        person,
        caseId: head.caseId,
        memberId: 'm1',
        area: head.area,
        ground: 'refused',
        enteredOn: MONDAY,
        lookAt: NOW + 30 * 24 * HOUR,
      };
      await cases.commit({ head, next: {}, events: [event('pool-entered')], pool: [entry] });
      expect(await cases.poolEntriesOf(head.caseId)).toEqual([entry]);
      const other = await created(['other']);
      const poolLeft = [{ caseId: head.caseId, memberId: 'm1' }];
      await cases.commit({ head: other, next: {}, events: [event('determined')], poolLeft });
      expect(await cases.poolEntriesOf(head.caseId)).toEqual([]);
      const { items: listed } = await cases.poolIn(head.area, { limit: 200 });
      expect(listed.some(({ caseId: of }) => of === head.caseId)).toBe(false);
    });

    it('keep when aid is looked at again, until nothing is to be looked at', async () => {
      const head = await created(['aided']);
      const record = {
        caseId: head.caseId,
        determination: 0,
        step: 'recheck' as const,
        lastCheckedOn: MONDAY,
        dueOn: civilDate('2027-03-02'),
        lookAt: NOW + 30 * 24 * HOUR,
      };
      await cases.commit({ head, next: {}, events: [event('determined')], rechecks: [record] });
      expect(await cases.rechecks(head.caseId)).toEqual([record]);
      const other = await created(['looks']);
      const later = { ...record, lookAt: NOW + 60 * 24 * HOUR };
      await cases.commit({ head: other, next: {}, events: [event('determined')], rechecks: [later] });
      expect(await cases.rechecks(head.caseId)).toEqual([later]);
      const now = (await cases.head(head.caseId))!;
      const rechecksOver = [{ caseId: head.caseId, determination: 0 }];
      await cases.commit({ head: now, next: {}, events: [], rechecksOver });
      expect(await cases.rechecks(head.caseId)).toEqual([]);
    });

    it('know whose vote they ask for, until they ask no more', async () => {
      const head = await created();
      const asks = { from: ['member-a', 'member-b'], noMore: [] };
      await cases.commit({ head, next: {}, events: [event('ballot-convened')], asks });
      expect(await cases.askedOf('member-a')).toEqual([head.caseId]);
      const now = (await cases.head(head.caseId))!;
      const noMore = { from: [], noMore: ['member-a', 'member-c'] };
      await cases.commit({ head: now, next: {}, events: [event('ballot-tallied')], asks: noMore });
      expect([await cases.askedOf('member-a'), await cases.askedOf('member-b')]).toEqual([[], [head.caseId]]);
    });

    it('find a person’s household and cases again', async () => {
      const head = await created(['findable']);
      const person = cases.personId('findable');
      expect(await cases.householdOf(person)).toBe(head.householdId);
      expect(await cases.personsOf(head.householdId)).toEqual([person]);
      expect(await cases.casesOf(person)).toEqual([head.caseId]);
    });

    it('leave people in their new household when aid of the old one is looked at', async () => {
      const before = await created(['moved']);
      const person = cases.personId('moved');
      await cases.commit({
        head: before,
        next: {},
        events: [event('withdrawn')],
        releaseLocks: [{ person, purpose: 'assistance-application' }],
      });
      const after = await created(['moved']);
      const look = terminationOf('dibao', { caseId: nextId(), householdId: before.householdId });
      const { facts: _none, once: _never, ...rest } = newCase(['moved']);
      const locks: readonly Lock[] = [{ person, purpose: 'termination' }];
      const opens = [{ ...rest, head: look, household: 'known' as const, locks }];
      const now = (await cases.head(after.caseId))!;
      await cases.commit({ head: now, next: {}, events: [event('classified')], opens });
      expect(await cases.householdOf(person)).toBe(after.householdId);
      expect(new Set(await cases.casesOf(person))).toEqual(new Set([before.caseId, after.caseId, look.caseId]));
      expect(await cases.head(look.caseId)).toMatchObject({ procedure: 'termination', aid: look.aid });
    });

    it('leave people where they belong when a case about known persons begins beside another', async () => {
      const before = await created(['stays']);
      const person = cases.personId('stays');
      const { facts: _none, once: _never, ...rest } = newCase(['stays']);
      const beside = { ...rest, locks: [], household: 'known' as const };
      const head = { ...rest.head, householdId: before.householdId };
      const now = (await cases.head(before.caseId))!;
      await cases.commit({ head: now, next: {}, events: [event('classified')], opens: [{ ...beside, head }] });
      expect(await cases.householdOf(person)).toBe(before.householdId);
      expect(await cases.personsOf(before.householdId)).toEqual([person]);
      expect(new Set(await cases.casesOf(person))).toEqual(new Set([before.caseId, head.caseId]));
    });

    it('move people between households on condition that they stand where they were read, and lose nobody', async () => {
      const one = await created(['move-a', 'move-b']);
      const other = await created(['move-c']);
      const person = cases.personId('move-c');
      const [from, to] = [other.householdId, one.householdId];
      const merge = (head: CaseHead) =>
        cases.commit({
          head,
          next: {},
          events: [event('households-merged')],
          moves: [{ person, from, to }],
          mergedInto: { from, into: to },
        });
      expect((await merge(other)).kind).toBe('committed');
      expect(await cases.householdOf(person)).toBe(to);
      expect(await cases.personsOf(to)).toHaveLength(3);
      expect(await cases.personsOf(from)).toEqual([]);
      expect(await cases.currentHousehold(from)).toBe(to);
      expect(await cases.casesOf(person)).toEqual([other.caseId]);
      // Read before, written after: what moved away does not move again, and no circle is closed.
      expect((await merge((await cases.head(other.caseId))!)).kind).toBe('stale');
      const back = await cases.commit({
        head: (await cases.head(one.caseId))!,
        next: {},
        events: [event('households-merged')],
        mergedInto: { from: to, into: from },
      });
      expect(back.kind).toBe('stale');
      const apart = householdId('h-apart');
      const split = await cases.commit({
        head: (await cases.head(one.caseId))!,
        next: {},
        events: [event('household-split')],
        moves: [{ person, from: to, to: apart }],
        newHousehold: apart,
      });
      expect(split.kind).toBe('committed');
      expect(await cases.personsOf(apart)).toEqual([person]);
      // The new household has a key of its own: cases can be opened in it.
      const inside = newCase(['move-d']);
      const joined = { ...inside, household: 'joined' as const, head: { ...inside.head, householdId: apart } };
      expect(await cases.create(joined)).toEqual({ kind: 'committed' });
    });

    it('read two numbers of one person as one, and never in a circle', async () => {
      const one = await created(['same-a']);
      const other = await created(['same-b']);
      const [keep, drop] = [cases.personId('same-a'), cases.personId('same-b')];
      const merge = (head: CaseHead, sameAs: { keep: typeof keep; drop: typeof drop }) =>
        cases.commit({ head, next: {}, events: [event('persons-merged')], sameAs });
      expect((await merge(one, { keep, drop })).kind).toBe('committed');
      expect(await cases.aliasesOf(keep)).toEqual([drop]);
      expect(await cases.canonical(drop)).toBe(keep);
      expect(await cases.canonical(keep)).toBe(keep);
      expect((await merge(other, { keep: drop, drop: keep })).kind).toBe('stale');
      expect((await merge(other, { keep, drop })).kind).toBe('stale');
    });

    it('list what was granted by place, page by page, and nothing else', async () => {
      const granted: CaseId[] = [];
      for (let index = 0; index < 3; index += 1) {
        const head = await created([`granted-${index}`]);
        const result = await cases.commit({ head, next: { status: 'granted' }, events: [event('determined')] });
        expect(result.kind).toBe('committed');
        granted.push(head.caseId);
      }
      await created(['not-granted']);
      const seen: CaseId[] = [];
      let after: string | undefined;
      do {
        const page = await cases.grantedIn(areaCode('370502'), { limit: 2, ...(after === undefined ? {} : { after }) });
        seen.push(...page.items);
        after = page.next;
      } while (after !== undefined);
      expect(seen).toEqual(expect.arrayContaining(granted));
      expect(new Set(seen).size).toBe(seen.length);
      for (const id of seen) expect((await cases.head(id))?.status).toBe('granted');
      expect((await cases.grantedIn(areaCode('370522'), { limit: 2 })).items).toEqual([]);
    });

    it('are looked up on record: each look once, in order of time', async () => {
      const log = createAccessLog({ items, ids: randomIds });
      const unit = unitId('county-health-370502');
      const look = {
        by: 'somebody',
        unit,
        purpose: 'p',
        person: cases.personId('look'),
        reference: 'r',
        isKnown: true,
      };
      await log.add({ ...look, at: NOW + HOUR });
      await log.add({ ...look, at: NOW });
      await log.add({ ...look, at: NOW });
      const { items: found } = await log.of(unit, '2026-03', { limit: 10 });
      expect(found.map(({ at }) => at)).toEqual([NOW, NOW, NOW + HOUR]);
      expect((await log.of(unit, '2026-04', { limit: 10 })).items).toEqual([]);
    });

    it('take writers in turn: of many at once none is lost and the record stays gapless', async () => {
      const { caseId: id } = await created();
      await Promise.all(
        Array.from({ length: 12 }, async (_, writer) => {
          for (;;) {
            const head = (await cases.head(id))!;
            const events = [{ ...event('complaint-received'), data: { writer } }];
            const result = await cases.commit({ head, next: {}, events });
            if (result.kind === 'committed') return;
          }
        }),
      );
      const head = (await cases.head(id))!;
      const events = await cases.events(id);
      expect(new Set(events.flatMap(({ data }) => data['writer'] ?? [])).size).toBe(12);
      expect(head.lastSeq).toBe(14);
      expect(cases.verify(head, events)).toBe(true);
    });

    it('refuse a write under a stale head or another generation, whole', async () => {
      const head = await created();
      await cases.commit({ head, next: { gen: 2 }, events: [event('execution-restarted')] });
      const late = {
        head,
        next: { complaint: true },
        events: [event('limit-exceeded')],
        sealed: [{ name: 'late', content: {} }],
      };
      expect(await cases.commit(late)).toEqual({ kind: 'stale' });
      expect(await cases.sealed(head, 'late')).toBeUndefined();
      expect((await cases.events(head.caseId)).map(({ type }) => type)).not.toContain('late');
    });

    it('show a notice until it is taken down, and keep no name in the clear after that', async () => {
      const head = await created();
      const notice: NoticeRecord = {
        caseId: head.caseId,
        noticeId: `${head.caseId}.public-notice.1`,
        area: head.area,
        purpose: 'before-confirmation',
        fields: { applicantName: '张演示', memberCount: 1 },
        postedOn: MONDAY,
        until: addDays(MONDAY, 7),
      };
      const shown = async () =>
        (await cases.noticesIn(head.area, MONDAY)).filter(({ caseId: id }) => id === head.caseId);
      await cases.commit({ head, next: {}, events: [], notices: { post: notice } });
      await expect.poll(shown).toEqual([notice]);
      const takeDown = { noticeId: notice.noticeId };
      await cases.commit({ head: (await cases.head(head.caseId))!, next: {}, events: [], notices: { takeDown } });
      await expect.poll(shown).toEqual([]);
      const left = await items.get(noticeKey(head.caseId, notice.noticeId));
      expect(JSON.stringify(left)).not.toContain('张演示');
    });

    it('remember what a finished step came to', async () => {
      const head = await created();
      await cases.commit({ head, next: {}, events: [], step: { id: 'classify-1', result: { kind: 'recommended' } } });
      expect(await cases.step(head.caseId, 'classify-1')).toEqual({ kind: 'recommended' });
      expect(await cases.step(head.caseId, 'classify-2')).toBeUndefined();
    });
  });

  describe('doorbells', () => {
    it('keep one item a token, ring for a token that comes late, and settle once', async () => {
      const { head, task } = await opened();
      expect(await doorbells.put(head, task, 'second-token')).toBe('put');
      const left = await doorbells.tokens(task.caseId, task.taskId);
      expect(left.map(({ token }) => token).toSorted()).toEqual(['first-token', 'second-token']);

      const closed = closing(task);
      const decided = await cases.commit({
        head,
        next: {},
        events: [event('township-opinion')],
        tasks: [{ kind: 'change', from: task, to: closed }],
      });
      if (decided.kind !== 'committed') throw new Error(decided.kind);
      expect(await doorbells.put(decided.head, task, 'too-late')).toBe('stale');
      expect(await doorbells.put(decided.head, closed, 'late-token')).toBe('put');
      const rings = (await Array.fromAsync(createOutbox(items).waiting())).filter(
        ({ message }) => 'caseId' in message && message.caseId === task.caseId,
      );
      expect(rings.map(({ message }) => message)).toEqual([{ kind: 'ring', caseId: task.caseId, taskId: task.taskId }]);

      expect(await doorbells.settle(decided.head, closed, NOW)).toBe('settled');
      expect(await doorbells.settle(decided.head, closed, NOW)).toBe('stale');
    });

    it('turn an older generation away', async () => {
      const { head, task } = await opened();
      await cases.commit({ head, next: { gen: 2 }, events: [event('execution-restarted')] });
      expect(await doorbells.put(head, task, 'zombie')).toBe('superseded');
      expect(await doorbells.settle(head, closing(task), NOW)).toBe('superseded');
    });
  });

  describe('work queues', () => {
    it('list what is due, oldest first, and nothing that is not', async () => {
      const limit = (dueAt: number) => ({
        limitId: 'x',
        from: caseHead().registeredOn,
        dueOn: caseHead().registeredOn,
        dueAt,
        provisional: false,
      });
      const soon = await opened({ kind: 'public-notice', finishLimit: limit(NOW + HOUR) });
      const later = await opened({ kind: 'public-notice', finishLimit: limit(NOW + 3 * HOUR) });
      await opened({ kind: 'public-notice', finishLimit: limit(NOW + 90 * HOUR) });
      await opened();
      const dueIndex = createDueIndex(items);
      const due = async (at: number) =>
        (await Array.fromAsync(dueIndex.due(at))).flatMap((item) => ('taskId' in item ? item.taskId : []));
      expect(await due(NOW + HOUR)).toEqual([soon.task.taskId]);
      const both = await due(NOW + 4 * HOUR);
      expect(new Set(both)).toEqual(new Set([soon.task.taskId, later.task.taskId]));
      expect(both.indexOf(soon.task.taskId)).toBeLessThan(both.indexOf(later.task.taskId));
      // Marked as late it leaves the index; a second look finds the other one only.
      await cases.commit({
        head: soon.head,
        next: {},
        events: [event('limit-exceeded')],
        tasks: [
          {
            kind: 'change',
            from: soon.task,
            to: { ...soon.task, version: 2, rungs: [`finish.exceeded@${caseHead().registeredOn}`] },
          },
        ],
      });
      expect(await due(NOW + 4 * HOUR)).toEqual([later.task.taskId]);
    });

    it('strike a message off together with the tokens that it rang', async () => {
      const { head, task } = await opened();
      const closed = closing(task);
      await cases.commit({
        head,
        next: {},
        events: [],
        tasks: [{ kind: 'change', from: task, to: closed }],
        outbox: [{ kind: 'ring', caseId: task.caseId, taskId: task.taskId }],
      });
      const outbox = createOutbox(items);
      const mine = async () =>
        (await Array.fromAsync(outbox.waiting())).filter(
          ({ message }) => 'caseId' in message && message.caseId === task.caseId,
        );
      const [ring] = await mine();
      await outbox.done(ring!.id, await doorbells.tokens(task.caseId, task.taskId));
      expect(await mine()).toEqual([]);
      expect(await doorbells.tokens(task.caseId, task.taskId)).toEqual([]);
      const unsettled = await Array.fromAsync(createUnsettled(items).unsettled(NOW + 1));
      expect(unsettled).toContainEqual({ caseId: task.caseId, taskId: task.taskId });
    });

    it('page a unit’s open tasks by limit, losing and repeating none', async () => {
      const unit = unitId('township-370505100');
      const wanted: string[] = [];
      for (let index = 0; index < 7; index += 1) {
        const dueAt = NOW + (100 - index) * HOUR;
        const finishLimit = {
          limitId: 'x',
          from: caseHead().registeredOn,
          dueOn: caseHead().registeredOn,
          dueAt,
          provisional: false,
        };
        wanted.unshift((await opened({ unit, finishLimit })).task.taskId);
      }
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await cases.openTasksOf(unit, after === undefined ? { limit: 3 } : { limit: 3, after });
        seen.push(...page.items.map((task) => task.taskId));
        after = page.next;
      } while (after !== undefined);
      expect(seen).toEqual(wanted);
    });
  });
}
