import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOutside } from '../../../../functions/adapters/channels/webhook.ts';
import type { OutgoingMessage } from '../../../../functions/domain/notification/delivery.ts';
import type { Webhook, WebhookForm } from '../../../../functions/domain/notification/webhook.ts';
import { areaCode } from '../../../../functions/domain/values/area-code.ts';
import { caseId, unitId } from '../../../../functions/domain/values/ids.ts';
import type { Webhooks } from '../../../../functions/ports/webhooks.ts';
import { webhookReceiver } from '../../../support/webhook-receiver.ts';

const SECRET = 'SEC0123456789abcdef0123456789';
const NOW = 1_772_413_200_350;

const message: OutgoingMessage = {
  messageId: '370502-20260302-ABCDEF#e3',
  template: 'task-opened',
  title: '新任务待领取:入户调查',
  body: '请及时领取办理。',
  to: ['unit:township-370502100'],
  caseId: caseId('370502-20260302-ABCDEF'),
  at: NOW,
};

describe('a webhook', () => {
  let outside: Awaited<ReturnType<typeof webhookReceiver>>;
  beforeAll(async () => {
    outside = await webhookReceiver();
  });
  afterAll(() => outside.close());
  beforeEach(() => {
    outside.received.length = 0;
    outside.replies.length = 0;
  });

  const channel = (form: WebhookForm, url = outside.url) => {
    const webhook: Webhook = {
      id: 'u.1',
      unit: unitId('township-370502100'),
      area: areaCode('370502100'),
      form,
      name: '牛庄群',
      host: 'robot.example.test',
      addedBy: 'head',
      addedAt: 0,
    };
    const webhooks = {
      find: async (id: string) => (id === webhook.id ? webhook : undefined),
      secrets: async (id: string) => (id === webhook.id ? { url, secret: SECRET } : undefined),
    } as Partial<Webhooks> as Webhooks;
    return createOutside({ webhooks, now: () => NOW, ...outside.access }).webhook;
  };

  it('of 企业微信 gets a text message', async () => {
    expect(await channel('wecom').send(message, 'u.1')).toEqual({ kind: 'sent' });
    const [seen] = outside.received;
    expect(JSON.parse(seen!.body)).toEqual({
      msgtype: 'text',
      text: { content: '新任务待领取:入户调查\n请及时领取办理。' },
    });
    expect(seen!.headers['content-type']).toContain('application/json');
  });

  it('of 钉钉 gets the same, signed in the address as its robots check', async () => {
    expect(await channel('dingtalk', `${outside.url}?access_token=abc`).send(message, 'u.1')).toEqual({ kind: 'sent' });
    const query = new URL(outside.received[0]!.path, 'https://x').searchParams;
    expect(query.get('access_token')).toBe('abc');
    expect(query.get('timestamp')).toBe(String(NOW));
    expect(query.get('sign')).toBe(createHmac('sha256', SECRET).update(`${NOW}\n${SECRET}`).digest('base64'));
  });

  it('of plain JSON gets ids and text, and can check who sent it', async () => {
    expect(await channel('json').send(message, 'u.1')).toEqual({ kind: 'sent' });
    const { headers, body } = outside.received[0]!;
    expect(JSON.parse(body)).toMatchObject({
      messageId: message.messageId,
      caseId: message.caseId,
      title: message.title,
    });
    expect(headers['x-yimen-message']).toBe(message.messageId);
    const [, t = '', v1 = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-yimen-signature'])) ?? [];
    expect(v1).toBe(createHmac('sha256', SECRET).update(`${t}.${body}`).digest('hex'));
    // Whoever reads the text of a unit needs no subjects of persons.
    expect(body).not.toContain('"to"');
  });

  it.each<[string, WebhookForm, { status?: number; headers?: Record<string, string>; body?: string }, string]>([
    ['that answers with an error', 'json', { status: 500 }, 'http-500'],
    [
      'that sends the message elsewhere',
      'json',
      { status: 307, headers: { location: 'https://10.0.0.1/' } },
      'http-307',
    ],
    ['of a robot that refuses with 200', 'wecom', { body: '{"errcode":93000,"errmsg":"invalid"}' }, 'errcode-93000'],
    ['of a robot that answers what no robot does', 'dingtalk', { body: '<html>' }, 'errcode-missing'],
  ])('%s has failed, and says so in a code', async (_, form, reply, why) => {
    outside.replies.push(reply);
    expect(await channel(form).send(message, 'u.1')).toEqual({ kind: 'failed', why });
    expect(outside.received).toHaveLength(1);
  });

  it('that answers without end is read so far and no further', async () => {
    outside.replies.push({ body: 'x'.repeat(5_000_000) });
    expect(await channel('json').send(message, 'u.1')).toEqual({ kind: 'sent' });
  });

  it('that leads to a private address at the time of sending gets nothing, whatever it led to before', async () => {
    const moved = createOutside({
      webhooks: {
        find: async () => ({ form: 'json' }),
        secrets: async () => ({ url: outside.url, secret: SECRET }),
      } as unknown as Webhooks,
      now: () => NOW,
      ...outside.access,
      guard: { ...outside.access.guard, resolve: async () => [{ address: '10.0.0.1', family: 4 }] },
    });
    expect(await moved.webhook.send(message, 'u.1')).toEqual({
      kind: 'failed',
      why: 'webhook-address-private',
      permanent: true,
    });
    expect(outside.received).toEqual([]);
  });

  it('that was removed, or whose certificate nobody vouches for, gets nothing', async () => {
    expect(await channel('json').send(message, 'u.2')).toMatchObject({ why: 'webhook-removed', permanent: true });
    const { ca: _unknown, ...access } = outside.access;
    const strict = createOutside({
      webhooks: {
        find: async () => ({ form: 'json' }),
        secrets: async () => ({ url: outside.url, secret: SECRET }),
      } as unknown as Webhooks,
      now: () => NOW,
      ...access,
    });
    expect(await strict.webhook.send(message, 'u.1')).toMatchObject({ kind: 'failed' });
    expect(outside.received).toEqual([]);
  });

  it('cuts a text that a robot would not take, at a whole character', async () => {
    await channel('wecom').send({ ...message, body: '期'.repeat(3_000) }, 'u.1');
    const { text } = JSON.parse(outside.received[0]!.body) as { text: { content: string } };
    expect(Buffer.byteLength(text.content)).toBeLessThanOrEqual(2_048);
    expect(text.content).toMatch(/期……$/);
  });
});
