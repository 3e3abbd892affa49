import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { once } from 'node:events';

export interface Call {
  readonly target: string;
  readonly authorization: string;
  readonly body: Record<string, unknown>;
}

const answers: Readonly<Record<string, unknown>> = {
  Decrypt: { Plaintext: Buffer.alloc(32, 7).toString('base64'), KeyId: 'key' },
  Query: { Items: [], Count: 0 },
  GetItem: {},
  DeleteItem: {},
  TransactWriteItems: {},
  StartExecution: { executionArn: 'arn:x', startDate: 1_764_000_000 },
};

/** KMS, DynamoDB and Step Functions as far as a function of an empty house calls them; on loopback. */
export async function fakeAws() {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const target = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
      calls.push({ target, authorization: request.headers.authorization ?? '', body: JSON.parse(body) });
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify(answers[target] ?? {}));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
