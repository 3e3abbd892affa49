import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  deliveriesViewSchema,
  webhookSchema,
  webhooksViewSchema,
  webhookTriedSchema,
} from '../../functions/contracts/messages.ts';
import { families } from '../../local/demo/families.ts';
import { niuzhuang, Office } from '../../local/demo/office.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import { isOwnTown, nextFamily, startTown } from '../support/town.ts';
import type { Town } from '../support/town.ts';
import { webhookReceiver } from '../support/webhook-receiver.ts';

const unit = `township-${niuzhuang.area}`;
const head = 'head-niuzhuang';
const secret = 'a-secret-of-the-receiver';

describe('a webhook that cannot be', () => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown();
  });
  afterAll(() => town.close());

  const add = (more: object, as = head) =>
    town.client.post(as, '/webhooks', {
      unit,
      form: 'json',
      name: '牛庄群',
      url: 'https://x.invalid/',
      secret,
      ...more,
    });

  it.each<[object, number, string]>([
    [{ url: 'http://robot.example.com/' }, 422, 'webhook-not-https'],
    [{ url: 'https://localhost/' }, 422, 'webhook-address-private'],
    [{ url: 'https://169.254.169.254/latest/meta-data' }, 422, 'webhook-address-literal'],
    [{ url: 'https://[::1]/' }, 422, 'webhook-address-literal'],
    [{ url: 'https://a:b@robot.example.com/' }, 422, 'webhook-credentials'],
    [{ url: 'https://nowhere.invalid/' }, 422, 'webhook-unresolvable'],
    [{ url: '牛庄' }, 422, 'webhook-url-invalid'],
    [{ secret: undefined }, 422, 'webhook-secret-missing'],
    [{ name: '牛庄\r\nBcc: all@example.invalid' }, 422, 'invalid-request'],
    [{ name: '牛庄\u2028群' }, 422, 'invalid-request'],
    [{ form: 'fax' }, 422, 'invalid-request'],
    [{ unit: 'nobody' }, 422, 'unknown-unit'],
    [{ unit: 'county-civil-affairs-370502' }, 404, 'not-found'],
  ])('%j is refused with %i %s, and nothing is kept', async (more, status, code) => {
    expect(await add(more)).toMatchObject({ status, body: { code } });
    const kept = webhooksViewSchema.parse(expectStatus(await town.client.get(head, '/webhooks'), [200]));
    expect(kept.items).toEqual([]);
  });

  it('is not a clerk’s to add', async () => {
    expect(await add({}, niuzhuang.window)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await town.client.post(head, `/webhooks/${unit}.nobody/trial`)).toMatchObject({ status: 404 });
    expect(await town.client.post(head, `/webhooks/${unit}.nobody/removal`)).toMatchObject({ status: 404 });
    expect(await town.client.get(head, '/deliveries')).toMatchObject({ status: 403 });
    expect(await town.client.post('supervisor', '/deliveries/abc/resend')).toMatchObject({ status: 404 });
  });
});

describe.skipIf(!isOwnTown)('a webhook', () => {
  let outside: Awaited<ReturnType<typeof webhookReceiver>>;
  let town: Town;
  let office: Office;
  let id = '';
  beforeAll(async () => {
    outside = await webhookReceiver();
    town = await startTown({ webhookAccess: outside.access });
    office = new Office(town.client);
  });
  afterAll(async () => {
    await town.close();
    await outside.close();
  });

  const submit = () => office.submit(families.workingPoor.build({ area: niuzhuang.area, sequence: nextFamily() }));
  const until = async <T>(look: () => T | undefined): Promise<T> => {
    for (let turn = 0; turn < 300; turn += 1) {
      const found = look();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('it did not come');
  };
  const deliveries = async (status: string) =>
    deliveriesViewSchema.parse(
      expectStatus(await town.client.get('supervisor', `/deliveries?status=${status}&limit=200`), [200]),
    ).items;

  it('is added by the head, tried, and shows neither its address nor its secret', async () => {
    const body = { unit, form: 'json', name: '牛庄群', url: `${outside.url}?key=robot-key`, secret };
    const added = await town.client.post(head, '/webhooks', body, { 'idempotency-key': 'webhook-0001' });
    ({ id } = webhookSchema.parse(expectStatus(added, [201])));
    const again = await town.client.post(head, '/webhooks', body, { 'idempotency-key': 'webhook-0001' });
    expect(again.text).toBe(added.text);
    const listed = await town.client.get('supervisor', `/webhooks?unit=${unit}`);
    expect(listed.text).toContain(id);
    for (const { text } of [added, listed]) expect(text).not.toMatch(/robot-key|a-secret/);
    const trial = () => town.client.post(head, `/webhooks/${id}/trial`, undefined, { 'idempotency-key': 'trial-0001' });
    const tried = await trial();
    expect((await trial()).text).toBe(tried.text);
    expect(webhookTriedSchema.parse(expectStatus(tried, [200]))).toMatchObject({ isDelivered: true });
    // Sent again it goes out again, under the id by which the other side knows it.
    expect(outside.received).toHaveLength(2);
    expect(new Set(outside.received.map(({ headers }) => headers['x-yimen-message'])).size).toBe(1);
    outside.received.length = 0;
  });

  it('gets what its unit gets, and nothing of the family', async () => {
    outside.received.length = 0;
    const { caseId } = await submit();
    const seen = await until(() => outside.received.find(({ body }) => body.includes(caseId)));
    expect(JSON.parse(seen.body)).toMatchObject({ template: 'task-opened', caseId });
    expect(seen.body).not.toMatch(/演示|(?<!\d)\d{17}[\dX]/);
  });

  it('that stays broken is given up after six attempts, and sent again when a supervisor says so', async () => {
    outside.received.length = 0;
    outside.replies.push(...Array.from({ length: 6 }, () => ({ status: 503 })));
    const { caseId } = await submit();
    await until(() => outside.received.find(({ body }) => body.includes(caseId)));
    for (let day = 0; day < 5; day += 1) await town.client.passDays(1);
    const dead = (await deliveries('dead')).filter(({ messageId }) => messageId.startsWith(caseId));
    expect(dead).toMatchObject([{ channel: 'webhook', target: id, attempts: 6, lastError: 'http-503' }]);
    const of = () => outside.received.filter(({ body }) => body.includes(dead[0]!.messageId));
    expect(of()).toHaveLength(6);
    expect(new Set(of().map(({ headers }) => headers['x-yimen-message'])).size).toBe(1);
    const path = `/deliveries/${dead[0]!.id}/resend`;
    const key = { 'idempotency-key': 'resend-0001' };
    const first = await town.client.post('supervisor', path, undefined, key);
    expect(first.status).toBe(200);
    expect((await town.client.post('supervisor', path, undefined, key)).text).toBe(first.text);
    await town.client.passDays(1);
    expect(of()).toHaveLength(7);
    expect(await town.client.post('supervisor', path)).toMatchObject({
      status: 409,
      body: { code: 'delivery-not-dead' },
    });
  });

  it('that was removed gets nothing more', async () => {
    const remove = () =>
      town.client.post(head, `/webhooks/${id}/removal`, undefined, { 'idempotency-key': 'removal-0001' });
    const removed = await remove();
    expectStatus(removed, [200]);
    expect((await remove()).text).toBe(removed.text);
    outside.received.length = 0;
    const { caseId } = await submit();
    await town.client.openTask(niuzhuang.window, caseId, 'information-check');
    await town.client.passDays(1);
    expect(outside.received).toEqual([]);
  });
});
