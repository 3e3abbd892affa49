import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';

export interface LambdaDoor {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Lambda's Invoke as Step Functions calls it, carried on to the emulator. What a function threw comes back from there as `Runtime.HandlerError`
 * whatever its name; AWS gives the name, and procedures catch by it, so it is read from the tail of the log (`lambda-worker.cjs`).
 */
export async function startLambdaDoor(emulator: string): Promise<LambdaDoor> {
  const carry = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = await fetch(new URL(request.url ?? '/', emulator), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: request.headers.authorization ?? '',
        'x-amz-log-type': 'Tail',
      },
      body: new Uint8Array(await buffer(request)),
    });
    const body = await answer.text();
    const kind = answer.headers.get('x-amz-function-error');
    const type = answer.headers.get('x-amzn-errortype');
    response.writeHead(answer.status, {
      'content-type': 'application/json',
      ...(kind === null ? {} : { 'x-amz-function-error': kind }),
      ...(type === null ? {} : { 'x-amzn-errortype': type }),
    });
    response.end(kind === null ? body : named(body, answer.headers.get('x-amz-log-result') ?? ''));
  };
  const server = createServer((request, response) => {
    carry(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function named(body: string, log: string): string {
  const failure: { errorMessage?: string; errorType?: string } = JSON.parse(body);
  const lines = Buffer.from(log, 'base64').toString().split('\n');
  const [message = ''] = (failure.errorMessage ?? '').split('\n');
  const head = lines.findLast((line) => line.endsWith(`: ${message}`));
  const name = head?.slice(0, -message.length - 2);
  return name === undefined || !/^\w+$/.test(name) ? body : JSON.stringify({ ...failure, errorType: name });
}
