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
  GenerateDataKey: { Plaintext: Buffer.alloc(32, 8).toString('base64'), CiphertextBlob: 'AQ==', KeyId: 'key' },
  Query: { Items: [], Count: 0 },
  GetItem: {},
  DeleteItem: {},
  TransactWriteItems: {},
  GetPublicKey: { PublicKey: signingKey.toString('base64') },
  Sign: { Signature: Buffer.from('signature').toString('base64') },
  StartExecution: { executionArn: 'arn:x', startDate: 1_764_000_000 },
};

/** KMS, DynamoDB, Step Functions and S3 as far as a function of an empty house calls them; on loopback. */
export async function fakeAws() {
  const calls: Call[] = [];
  /** By path: bucket and key. */
  const objects = new Map<string, string>();
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { headers } = request;
      const authorization = headers.authorization ?? '';
      if (headers['x-amz-target'] === undefined) {
        // S3 speaks XML, and tells its verbs by method and path.
        calls.push({ target: `${request.method} ${request.url}`, authorization, body: {}, headers });
        const { pathname, searchParams } = new URL(request.url ?? '/', 'http://s3');
        const [status, answer] = objectAnswer(objects, request.method ?? '', pathname, searchParams, body);
        response.writeHead(status, { 'content-type': 'application/xml' });
        response.end(answer);
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
    objects,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function objectAnswer(
  objects: Map<string, string>,
  method: string,
  path: string,
  search: URLSearchParams,
  body: string,
): [number, string] {
  if (method === 'PUT') {
    objects.set(path, body);
    return [200, ''];
  }
  if (search.has('versions')) return [200, '<ListVersionsResult><IsTruncated>false</IsTruncated></ListVersionsResult>'];
  if (search.has('list-type')) return [200, '<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>'];
  const found = objects.get(path);
  return found === undefined ? [404, '<Error><Code>NoSuchKey</Code></Error>'] : [200, found];
}
