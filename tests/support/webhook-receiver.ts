import { once } from 'node:events';
import { createServer } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { isRefused } from '../../functions/adapters/channels/address-guard.ts';
import type { AddressGuard } from '../../functions/adapters/channels/address-guard.ts';
import { selfSigned } from './self-signed.ts';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Accepts and says nothing. */
  readonly isSilent?: boolean;
}

export const HOST = 'robot.example.test';

/** A real server on loopback, for the world outside. `guard` lets its one name and address through and nothing else. */
export async function webhookReceiver() {
  const received: Received[] = [];
  const replies: Reply[] = [];
  const { key, cert } = selfSigned(HOST);
  const server = createServer({ key, cert }, (request, response) => {
    void text(request).then((body) => {
      received.push({ path: request.url ?? '', headers: request.headers, body });
      const { status = 200, headers = {}, body: answer = '{"errcode":0}', isSilent } = replies.shift() ?? {};
      if (isSilent === true) return;
      response.writeHead(status, headers);
      response.end(answer);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const guard: AddressGuard = {
    resolve: async (host) => {
      if (host !== HOST) throw new Error('no such name');
      return [{ address: '127.0.0.1', family: 4 }];
    },
    isRefused: (found) => found.address !== '127.0.0.1' && isRefused(found),
  };
  return {
    url: `https://${HOST}:${port}/hook`,
    access: { guard, ca: cert },
    received,
    replies,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
