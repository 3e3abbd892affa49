import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';

export interface LambdaDoor {
  readonly url: string;
  close(): Promise<void>;
}

/** What the client gives the emulator, which may think for as long as a function runs. */
const settings = { maxAttempts: 1, requestHandler: { requestTimeout: 900_000 } };

/**
 * Lambda's Invoke as Step Functions calls it, signed and carried on to the emulator. What a function threw comes back from there as
 * `Runtime.HandlerError` whatever its name; AWS gives the name, and procedures catch by it, so it is read from the tail of the log
 * (`lambda-worker.cjs`).
 */
export async function startLambdaDoor(emulator: string): Promise<LambdaDoor> {
  const client = new LambdaClient({ endpoint: emulator, ...settings });
  const carry = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const name = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.url ?? '')?.[1] ?? '';
    const answer = await client.send(
      new InvokeCommand({
        FunctionName: decodeURIComponent(name),
        Payload: await buffer(request),
        LogType: 'Tail',
      }),
    );
    const body = Buffer.from(answer.Payload ?? []).toString();
    const { FunctionError: kind, LogResult: log = '' } = answer;
    response.writeHead(200, {
      'content-type': 'application/json',
      ...(kind === undefined ? {} : { 'x-amz-function-error': kind }),
    });
    response.end(kind === undefined ? body : named(body, log));
  };
  const refuse = (response: ServerResponse, error: unknown): void => {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    response.writeHead(500, { 'content-type': 'application/json', 'x-amzn-errortype': name });
    response.end(JSON.stringify({ message }));
  };
  const server = createServer((request, response) => {
    carry(request, response).catch((error: unknown) => refuse(response, error));
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
      client.destroy();
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
