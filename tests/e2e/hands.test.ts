import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { substitutionListSchema, substitutionSchema } from '../../functions/contracts/people.ts';
import { taskChangedSchema } from '../../functions/contracts/outcomes.ts';
import { families } from '../../local/demo/families.ts';
import { chenzhuang, niuzhuang, Office } from '../../local/demo/office.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import type { Answer } from '../../local/demo/town-client.ts';
import { isOwnTown, nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';

/** In whose hands work is: reassignment, substitution, 催办. */
describe.skipIf(!isOwnTown)('work in people’s hands', () => {
  let town: Town;
  let office: Office;
  beforeAll(async () => {
    town = await startTown();
    office = new Office(town.client);
  });
  afterAll(() => town.close());

  const file = async (from = office) => {
    const { caseId } = await from.submit(families.workingPoor.build({ area: from.staff.area, sequence: nextFamily() }));
    return caseId;
  };
  const codeOf = ({ status, body }: Answer) => [status, (body as { code?: string }).code];
  const reassign = (as: string, task: { taskId: string; version: number }, to: string, headers = {}) =>
    town.client.post(
      as,
      `/tasks/${task.taskId}/reassignment`,
      { to, reason: '忙闲不均(演示)' },
      { 'if-match': `"${task.version}"`, ...headers },
    );
  const changed = (answer: Answer) => taskChangedSchema.parse(expectStatus(answer, [200]));
  const lastEvent = async (caseId: string) => (await office.events(caseId)).items.at(-1);

  describe('reassignment', () => {
    it('puts the work into other hands, says so in the record, and gives a retry the first answer', async () => {
      const caseId = await file();
      const task = await town.client.openTask(niuzhuang.window, caseId, 'household-investigation');
      const held = changed(await town.client.claim(niuzhuang.window, task));
      const headers = { 'idempotency-key': 'reassign-0001' };
      const first = await reassign('head-niuzhuang', held, niuzhuang.reviewer, headers);
      const again = await reassign('head-niuzhuang', held, niuzhuang.reviewer, headers);
      expect(again.text).toBe(first.text);
      expect(changed(first)).toMatchObject({ holder: niuzhuang.reviewer, version: held.version + 1 });
      expect(await lastEvent(caseId)).toMatchObject({
        type: 'task-reassigned',
        actor: 'head-niuzhuang',
        data: { taskId: task.taskId, from: niuzhuang.window, to: niuzhuang.reviewer },
      });
      const before = await town.client.post(niuzhuang.window, `/tasks/${task.taskId}/release`, undefined, {
        'if-match': `"${held.version + 1}"`,
      });
      expect(codeOf(before)).toEqual([409, 'not-holder']);
    });

    it('is for who leads the unit or sits above it, and stays within their units, roles and relations', async () => {
      const caseId = await file();
      const task = await town.client.openTask(niuzhuang.window, caseId, 'household-investigation');
      const refused = async (as: string, to: string) => codeOf(await reassign(as, task, to));
      expect(await refused(niuzhuang.reviewer, niuzhuang.window)).toEqual([403, 'forbidden']);
      expect(await refused('window-liuhu', niuzhuang.window)).toEqual([404, 'not-found']);
      expect(await refused('head-niuzhuang', 'county-dongying')).toEqual([422, 'outside-unit-tree']);
      expect(await refused('supervisor-dongying', 'window-liuhu')).toEqual([422, 'outside-unit-tree']);
      expect(await refused('head-niuzhuang', 'nobody')).toEqual([422, 'unknown-person']);
      expect(await refused('head-niuzhuang', 'head-niuzhuang')).toEqual([422, 'role-missing']);
      expect(codeOf(await reassign('head-niuzhuang', { ...task, version: 9 }, niuzhuang.window))).toEqual([
        409,
        'stale-version',
      ]);
      expect(changed(await reassign('supervisor-dongying', task, 'window2-niuzhuang')).holder).toBe(
        'window2-niuzhuang',
      );
    });
  });

  describe('substitution', () => {
    it('lets the substitute decide what the absent person holds, and shows on whose behalf everywhere', async () => {
      const { today } = await town.client.clock();
      const caseId = await file();
      await office.lookInto(caseId);
      const opinion = await town.client.openTask(niuzhuang.reviewer, caseId, 'township-opinion');
      const held = changed(await town.client.claim(niuzhuang.reviewer, opinion));
      const decision = { kind: 'township-opinion', outcome: 'refuse', reason: '代办(演示)' };
      const early = await town.client.decide('reviewer2-niuzhuang', held, decision);
      expect(codeOf(early)).toEqual([409, 'not-holder']);

      const entered = substitutionSchema.parse(
        expectStatus(
          await town.client.post(niuzhuang.reviewer, '/substitutions', {
            substitute: 'reviewer2-niuzhuang',
            from: today,
            until: today,
          }),
          [201],
        ),
      );
      const back = await town.client.post('reviewer2-niuzhuang', '/substitutions', {
        substitute: niuzhuang.reviewer,
        from: today,
        until: today,
      });
      expect(codeOf(back)).toEqual([409, 'substitution-cycle']);

      const taken = changed(await town.client.claim('reviewer2-niuzhuang', held));
      expect(taken.holder).toBe('reviewer2-niuzhuang');
      changed(await town.client.decide('reviewer2-niuzhuang', taken, decision));
      const behalf = { actor: 'reviewer2-niuzhuang', onBehalfOf: niuzhuang.reviewer };
      const { items } = await office.events(caseId);
      expect(items.filter((event) => 'onBehalfOf' in event)).toMatchObject([
        { type: 'task-claimed', ...behalf },
        { type: 'township-opinion', ...behalf },
      ]);
      const [shown] = (await office.tasks(caseId)).filter(({ kind }) => kind === 'township-opinion');
      expect(shown).toMatchObject({ status: 'DECIDED', onBehalfOf: niuzhuang.reviewer });

      expectStatus(await town.client.post(niuzhuang.reviewer, `/substitutions/${entered.id}/end`), [200]);
      const twice = await town.client.post(niuzhuang.reviewer, `/substitutions/${entered.id}/end`);
      expect(codeOf(twice)).toEqual([409, 'substitution-over']);
      const listed = substitutionListSchema.parse(
        expectStatus(await town.client.get(niuzhuang.window, '/substitutions'), [200]),
      );
      expect(listed.items).toEqual([]);
    });

    it('lets neither the substitute nor the person stood in for confirm an opinion given for them', async () => {
      const delegated = new Office(town.client, chenzhuang);
      const { today } = await town.client.clock();
      const caseId = await file(delegated);
      await delegated.lookInto(caseId);
      const opinion = await town.client.openTask(chenzhuang.reviewer, caseId, 'township-opinion');
      const held = changed(await town.client.claim(chenzhuang.reviewer, opinion));
      const period = { from: today, until: today };
      expectStatus(
        await town.client.post(chenzhuang.reviewer, '/substitutions', {
          substitute: 'reviewer2-chenzhuang',
          ...period,
        }),
        [201],
      );
      const decision = { kind: 'township-opinion', outcome: 'refuse', reason: '代办(演示)' };
      changed(await town.client.decide('reviewer2-chenzhuang', held, decision));
      const confirmation = await town.client.openTask(chenzhuang.window, caseId, 'confirmation');
      const refusal = { kind: 'confirmation', outcome: 'refuse', reason: '不符合(演示)' };
      for (const person of ['reviewer2-chenzhuang', chenzhuang.reviewer]) {
        const version = (await town.client.openTask(chenzhuang.window, caseId, 'confirmation')).version;
        const claimed = changed(await town.client.claim(person, { ...confirmation, version }));
        expect(codeOf(await town.client.decide(person, claimed, refusal))).toEqual([403, 'self-approval']);
        const released = await town.client.post(person, `/tasks/${confirmation.taskId}/release`, undefined, {
          'if-match': `"${claimed.version}"`,
        });
        changed(released);
      }
    });

    it('says what is wrong with one that cannot be', async () => {
      const { today } = await town.client.clock();
      const enter = async (as: string, body: Record<string, unknown>) =>
        codeOf(await town.client.post(as, '/substitutions', { from: today, until: today, ...body }));
      const window = niuzhuang.window;
      expect(await enter(window, { substitute: window })).toEqual([422, 'substitution-self']);
      expect(await enter(window, { substitute: 'window-liuhu' })).toEqual([422, 'unknown-person']);
      expect(await enter(window, { substitute: 'window2-niuzhuang', until: '2020-01-01' })).toEqual([
        422,
        'substitution-dates',
      ]);
      expect(await enter(window, { substitute: 'window2-niuzhuang', until: '2029-01-01' })).toEqual([
        422,
        'substitution-dates',
      ]);
      expect(await enter(window, { substitute: 'window2-niuzhuang', person: niuzhuang.reviewer })).toEqual([
        403,
        'forbidden',
      ]);
      expect(await enter('head-niuzhuang', { substitute: 'window2-niuzhuang', person: window })).toEqual([
        201,
        undefined,
      ]);
      expect(await enter(window, { substitute: niuzhuang.reviewer })).toEqual([409, 'substitution-overlap']);
    });
  });

  describe('催办', () => {
    it('is recorded once a working day and makes nobody’s page stale', async () => {
      const caseId = await file();
      const task = await town.client.openTask(niuzhuang.window, caseId, 'information-check');
      const urge = (as: string, note?: string) =>
        town.client.post(as, `/tasks/${task.taskId}/urge`, note === undefined ? {} : { note });
      expect(codeOf(await urge(niuzhuang.reviewer))).toEqual([403, 'forbidden']);
      expect(codeOf(await urge(niuzhuang.window, '请\n尽快'))).toEqual([422, 'invalid-request']);
      expect(changed(await urge(niuzhuang.window, '家中无粮,请尽快(演示)')).version).toBe(task.version);
      expect(await lastEvent(caseId)).toMatchObject({ type: 'task-urged', data: { taskId: task.taskId } });
      expect(codeOf(await urge('supervisor'))).toEqual([409, 'urged-already']);
      changed(await town.client.claim(niuzhuang.checker, task));
      await town.client.passDays(1);
      changed(await urge('supervisor'));
    });
  });
});
