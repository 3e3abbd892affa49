import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { webhookRequest } from '../../../../functions/adapters/channels/webhook-request.ts';

type IsGenuine = (header: string, body: string, secret: string, now: number) => boolean;

it('the check of signatures that docs/notifications.md shows takes what we send, and nothing else', async () => {
  const [, script = ''] = /```js\n([^]*?)```/.exec(readFileSync('docs/notifications.md', 'utf8')) ?? [];
  const { isGenuine } = (await import(`data:text/javascript,${encodeURIComponent(script)}`)) as {
    isGenuine: IsGenuine;
  };
  const at = Date.parse('2026-03-02T01:00:00Z');
  const message = { messageId: 'm1', template: 'task-overdue', title: '已逾期', body: '期限已届满。', to: [], at };
  const { headers, body } = webhookRequest('json', new URL('https://hooks.example.cn/x'), 'secret', message, at);
  const header = headers['x-yimen-signature'] ?? '';
  const now = at / 1000;
  expect(isGenuine(header, body, 'secret', now + 10)).toBe(true);
  expect(isGenuine(header, `${body} `, 'secret', now)).toBe(false);
  expect(isGenuine(header, body, 'another', now)).toBe(false);
  expect(isGenuine(header, body, 'secret', now + 3600)).toBe(false);
  expect(isGenuine('v1=', body, 'secret', now)).toBe(false);
});
