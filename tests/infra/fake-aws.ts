import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { once } from 'node:events';

export interface Call {
  readonly target: string;
  readonly authorization: string;
  readonly body: Record<string, unknown>;
  readonly headers: IncomingHttpHeaders;
}

const signingKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'der' });

const answers: Readonly<Record<string, unknown>> = {
  Decrypt: { Plaintext: Buffer.alloc(32, 7).toString('base64'), KeyId: 'key' },
  Query: { Items: [], Count: 0 },
  GetItem: {},
  DeleteItem: {},
  TransactWriteItems: {},
  GetPublicKey: { PublicKey: signingKey.toString('base64') },
  Sign: { Signature: Buffer.from('signature').toString('base64') },
  StartExecution: { executionArn: 'arn:x', startDate: 1_764_000_000 },
};

/** KMS, DynamoDB, Step Functions and an empty bucket as far as a function of an empty house calls them; on loopback. */
export async function fakeAws() {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { headers } = request;
      const authorization = headers.authorization ?? '';
      if (headers['x-amz-target'] === undefined) {
        // S3 speaks XML, and tells its verbs by method and path.
        calls.push({ target: `${request.method} ${request.url}`, authorization, body: {}, headers });
        response.writeHead(200, { 'content-type': 'application/xml' });
        response.end('<ListVersionsResult><IsTruncated>false</IsTruncated></ListVersionsResult>');
        return;
      }
      const target = String(headers['x-amz-target']).split('.').at(-1) ?? '';
      calls.push({ target, authorization, body: JSON.parse(body), headers });
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
