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
  GenerateDataKey: { Plaintext: Buffer.alloc(32, 8).toString('base64'), CiphertextBlob: 'AQ==', KeyId: 'key' },
  Query: { Items: [], Count: 0 },
  GetItem: {},
  DeleteItem: {},
  TransactWriteItems: {},
  StartExecution: { executionArn: 'arn:x', startDate: 1_764_000_000 },
};

/** KMS, DynamoDB, Step Functions and S3 as far as a function of an empty house calls them; on loopback. */
export async function fakeAws() {
  const calls: Call[] = [];
  /** By path: bucket and key. */
  const objects = new Map<string, string>();
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      if (request.headers['x-amz-target'] === undefined) {
        const { pathname, searchParams } = new URL(request.url ?? '/', 'http://s3');
        const [status, answer] = objectAnswer(objects, request.method ?? '', pathname, searchParams, body);
        response.writeHead(status, { 'content-type': 'application/xml' });
        response.end(answer);
        return;
      }
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
  if (search.has('list-type')) return [200, '<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>'];
  const found = objects.get(path);
  return found === undefined ? [404, '<Error><Code>NoSuchKey</Code></Error>'] : [200, found];
}
