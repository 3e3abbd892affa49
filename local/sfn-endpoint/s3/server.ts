/** The least of S3 over HTTP, path style and without sign-in: put a bucket; put, get and delete an object. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { ObjectStore } from './store.ts';

const MAX_OBJECT = 64 * 1_048_576;
/** AWS: bytes of a key in UTF-8; encoded into a file name it must be shorter. */
const MAX_KEY = 255;

interface Reply {
  readonly status: number;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Not listening yet. */
export function objectServer(store: ObjectStore, onError: (error: unknown) => void): Server {
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 10_000 });
  server.on('request', (request, response) => {
    void answer(request, store)
      .catch((error: unknown): Reply => {
        onError(error);
        return refusal(500, 'InternalError', 'The store failed; its log says why.');
      })
      .then(({ status, body = '', headers }) => {
        response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers });
        response.end(request.method === 'HEAD' ? undefined : body);
      });
  });
  return server;
}

const refusal = (status: number, code: string, message: string): Reply => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
});

async function answer(request: IncomingMessage, store: ObjectStore): Promise<Reply> {
  const body = await bodyOf(request);
  if (body === undefined) return refusal(400, 'EntityTooLarge', `An object has at most ${MAX_OBJECT} bytes.`);
  const place = placeOf(request.url ?? '/');
  if (place === undefined) return refusal(400, 'InvalidURI', 'The path names no bucket and key.');
  const { bucket, key } = place;
  if (!ObjectStore.validBucket(bucket)) return refusal(400, 'InvalidBucketName', 'The bucket name is not valid.');
  if (key === '') {
    if (request.method !== 'PUT') return refusal(501, 'NotImplemented', 'Of a bucket there is only PUT.');
    await store.createBucket(bucket);
    return { status: 200, headers: { location: `/${bucket}` } };
  }
  if (encodeURIComponent(key).length > MAX_KEY) return refusal(400, 'KeyTooLongError', 'The key is too long.');
  switch (request.method ?? '') {
    case 'PUT': {
      const etag = `"${createHash('md5').update(body).digest('hex')}"`;
      if (await store.put(bucket, key, body)) return { status: 200, headers: { etag } };
      return refusal(404, 'NoSuchBucket', 'The specified bucket does not exist');
    }
    case 'GET':
    case 'HEAD': {
      const object = await store.get(bucket, key);
      if (object === undefined) return refusal(404, 'NoSuchKey', 'The specified key does not exist.');
      return { status: 200, body: object, headers: { 'content-type': 'binary/octet-stream' } };
    }
    case 'DELETE':
      await store.delete(bucket, key);
      return { status: 204 };
    default:
      return refusal(405, 'MethodNotAllowed', 'Of an object there are PUT, GET, HEAD and DELETE.');
  }
}

function placeOf(url: string): { bucket: string; key: string } | undefined {
  const [path = ''] = url.split('?');
  const [, bucket = '', key = ''] = /^\/([^/]+)\/?(.*)$/.exec(path) ?? [];
  try {
    return bucket === '' ? undefined : { bucket, key: decodeURIComponent(key) };
  } catch {
    return undefined;
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) continue;
    length += part.length;
    if (length <= MAX_OBJECT) parts.push(part);
  }
  return length <= MAX_OBJECT ? Buffer.concat(parts) : undefined;
}
