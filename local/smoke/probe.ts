import { setTimeout as sleep } from 'node:timers/promises';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Undefined where it is no JSON. */
  readonly body: unknown;
}

/** Nobody answered, or not in time; the message is for people. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: '域名无法解析',
  EAI_AGAIN: '域名暂时无法解析',
  ECONNREFUSED: '连接被拒绝',
  ECONNRESET: '连接被中断',
  ETIMEDOUT: '连接超时',
  UND_ERR_CONNECT_TIMEOUT: '连接超时',
  CERT_HAS_EXPIRED: '证书已过期',
  DEPTH_ZERO_SELF_SIGNED_CERT: '证书为自签名',
  SELF_SIGNED_CERT_IN_CHAIN: '证书链含自签名证书',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: '证书无法验证',
  ERR_TLS_CERT_ALTNAME_INVALID: '证书与域名不符',
};

/** One question to the house, which changes nothing. Asked once more where nobody answers: the first call may fall into a deployment. */
export class Probe {
  readonly #base: string;
  readonly #timeoutMs: number;

  constructor(url: URL, timeoutMs: number) {
    this.#base = url.href.replace(/\/$/, '');
    this.#timeoutMs = timeoutMs;
  }

  async ask(
    path: string,
    options: { readonly method?: 'GET' | 'POST'; readonly token?: string } = {},
  ): Promise<Answer> {
    try {
      return await this.#once(path, options);
    } catch (error) {
      if (error instanceof Unreachable) throw error;
      await sleep(500);
      return this.#once(path, options).catch((again: unknown) => {
        throw again instanceof Unreachable ? again : new Unreachable(reasonOf(again));
      });
    }
  }

  async #once(path: string, { method = 'GET', token }: { method?: 'GET' | 'POST'; token?: string }): Promise<Answer> {
    const response = await fetch(`${this.#base}${path}`, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(this.#timeoutMs),
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    }).catch((error: unknown) => {
      if (error instanceof Error && error.name === 'TimeoutError')
        throw new Unreachable(`${this.#timeoutMs / 1000}秒内没有应答`);
      throw error;
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: json(text) };
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
  return reasons[code] ?? `无法连接(${code === '' ? String(cause) : code})`;
}
