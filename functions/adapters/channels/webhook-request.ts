import { createHmac } from 'node:crypto';
import type { OutgoingMessage } from '../../domain/notification/delivery.ts';
import type { WebhookForm } from '../../domain/notification/webhook.ts';

export interface WebhookRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The most that a chat robot takes in one text (企业微信: 2,048 bytes), with room for the mark of the cut. */
const MOST_BYTES = 2_000;

/** The message in the form that the other side reads, signed as it checks. `at`: real time, epoch ms. */
export function webhookRequest(
  form: WebhookForm,
  url: URL,
  secret: string,
  message: OutgoingMessage,
  at: number,
): WebhookRequest {
  const text = cut(`${message.title}\n${message.body}`);
  switch (form) {
    case 'wecom':
      return { url, headers: {}, body: JSON.stringify({ msgtype: 'text', text: { content: text } }) };
    case 'dingtalk': {
      const signed = new URL(url);
      signed.searchParams.set('timestamp', String(at));
      signed.searchParams.set('sign', createHmac('sha256', secret).update(`${at}\n${secret}`).digest('base64'));
      return { url: signed, headers: {}, body: JSON.stringify({ msgtype: 'text', text: { content: text } }) };
    }
    case 'json': {
      const { messageId, template, title, caseId, taskId } = message;
      const body = JSON.stringify({ messageId, template, title, text: message.body, caseId, taskId, at: message.at });
      const seconds = Math.floor(at / 1000);
      const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
      return { url, headers: { 'x-yimen-signature': `t=${seconds},v1=${mac}`, 'x-yimen-message': messageId }, body };
    }
  }
}

/** At a whole character. */
function cut(text: string): string {
  if (Buffer.byteLength(text) <= MOST_BYTES) return text;
  const kept = new TextDecoder().decode(Buffer.from(text).subarray(0, MOST_BYTES), { stream: true });
  return `${kept}……`;
}
