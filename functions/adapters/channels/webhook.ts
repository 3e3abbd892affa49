import { request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { Outside } from '../../ports/outside.ts';
import type { Sent } from '../../ports/channel.ts';
import type { Webhooks } from '../../ports/webhooks.ts';
import { checkAddress, publicInternet } from './address-guard.ts';
import type { Address, AddressGuard } from './address-guard.ts';
import { webhookRequest } from './webhook-request.ts';
import type { WebhookRequest } from './webhook-request.ts';

export interface WebhookChannelOptions {
  readonly webhooks: Webhooks;
  /** Real time: receivers compare signatures with their own clocks. */
  readonly now: () => number;
  /** Default: the public internet. Tests let their own server through. */
  readonly guard?: AddressGuard;
  /** Trusted beside the system's authorities (PEM). */
  readonly ca?: string;
}

const TIMEOUT_MS = 5_000;
const MOST_ANSWER_BYTES = 64 * 1024;

/** Posts to an address outside: over TLS, to the very address that was checked, following nobody elsewhere. */
export function createOutside({ webhooks, now, guard = publicInternet, ca }: WebhookChannelOptions): Outside {
  return {
    async check(url) {
      const checked = await checkAddress(url, guard);
      return checked.kind === 'refused' ? checked : { kind: 'fine', host: checked.url.hostname };
    },
    webhook: {
      name: 'webhook',
      async send(message, target) {
        const [webhook, secrets] = await Promise.all([webhooks.find(target), webhooks.secrets(target)]);
        if (webhook === undefined || secrets === undefined) {
          return { kind: 'failed', why: 'webhook-removed', permanent: true };
        }
        const checked = await checkAddress(secrets.url, guard);
        if (checked.kind === 'refused') {
          return { kind: 'failed', why: checked.why, permanent: checked.why !== 'webhook-unresolvable' };
        }
        const { form } = webhook;
        const asked = webhookRequest(form, checked.url, secrets.secret, message, now());
        const answer = await post(asked, checked.address, ca).catch((error: unknown) => reasonOf(error));
        return typeof answer === 'string' ? { kind: 'failed', why: answer } : judge(form, answer);
      },
    },
  };
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

function post({ url, headers, body }: WebhookRequest, { address, family }: Address, ca?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'yimen',
          ...headers,
        },
        // The name is not resolved again: between looking and connecting it could have moved.
        lookup: (_host, options, found) => {
          if (options.all === true) found(null, [{ address, family }]);
          else found(null, address, family);
        },
        agent: false,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(ca === undefined ? {} : { ca }),
      },
      (response) => {
        read(response).then(resolve, reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

async function read(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > MOST_ANSWER_BYTES) {
      response.destroy();
      break;
    }
    chunks.push(bytes);
  }
  return { status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') };
}

/** Chat robots answer 200 to what they refuse, and say so in `errcode`. */
function judge(form: 'wecom' | 'dingtalk' | 'json', { status, text }: Answer): Sent {
  if (status < 200 || status > 299) return { kind: 'failed', why: `http-${status}` };
  if (form === 'json') return { kind: 'sent' };
  const code = errcodeOf(text);
  return code === 0 ? { kind: 'sent' } : { kind: 'failed', why: `errcode-${code ?? 'missing'}` };
}

function errcodeOf(text: string): number | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const code: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'errcode') : undefined;
    return typeof code === 'number' ? code : undefined;
  } catch {
    return undefined;
  }
}

/** The code of a network failure; a message could quote the address, which is a secret. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'network';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'timeout';
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' && /^[A-Z_]{1,40}$/.test(code) ? code : 'network';
}
