import { createHash } from 'node:crypto';
import type * as z from 'zod';
import type { Principal } from '../domain/authority/principal.ts';
import type { OnceKey } from '../ports/cases.ts';
import type { AnyDoorRequest } from './door.ts';
import { MAX_BODY_BYTES, MAX_FILE_BYTES, MAX_LARGE_BODY_BYTES } from './http.ts';
import type { HttpEvent } from './http.ts';
import { ProblemError } from './problem.ts';
import type { FieldError } from './problem.ts';
import type { Route } from './route.ts';
import { chineseError } from './zod-chinese.ts';

/** Deeper bodies are refused: they come from nobody's form, and recursion over them is not free. */
const MAX_DEPTH = 30;

/** Reads everything that the route asks for; throws `ProblemError` with pointers to what is wrong. */
export function parseRequest(route: Route, event: HttpEvent, by: Principal | undefined): AnyDoorRequest {
  const params = parsePart(route.params, event.pathParameters ?? {}, '#path');
  const query = parsePart(route.query, Object.fromEntries(new URLSearchParams(event.rawQueryString)), '#query');
  const most = route.isLarge === true ? MAX_LARGE_BODY_BYTES : MAX_BODY_BYTES;
  const file = route.takes === undefined ? undefined : bodyFile(event, route.takes);
  const text = route.method === 'POST' && file === undefined ? bodyText(event, most) : '';
  const version = route.needsVersion === true ? ifMatch(event) : undefined;
  const key = route.isIdempotent === true ? onceKey(route, event, by, text) : undefined;
  const body = route.body === undefined ? undefined : parsePart(route.body, bodyJson(event, text), '');
  const seen = route.isConditional === true ? ifNoneMatch(event) : undefined;
  return { by, params, query, body, file, key, version, seen };
}

function parsePart(schema: z.ZodType | undefined, value: unknown, at: string): unknown {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value, { error: chineseError });
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.slice(0, 50).map((issue): FieldError => ({
    pointer: `${at}/${issue.path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`,
    message: issue.message,
  }));
  // An id or area of a wrong shape in the path names nothing.
  throw new ProblemError(at === '#path' ? { code: 'not-found' } : { code: 'invalid-request', errors });
}

function bodyText(event: HttpEvent, most: number): string {
  const { body = '' } = event;
  const text = event.isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
  if (Buffer.byteLength(text) > most) {
    throw new ProblemError({ code: 'payload-too-large', detail: `请求内容不能超过${most / 1024}KB。` });
  }
  return text;
}

function bodyFile(event: HttpEvent, types: readonly string[]): Uint8Array {
  if (!types.includes(mediaType(event))) {
    throw new ProblemError({ code: 'unsupported-media-type', detail: `请将Content-Type设为${types.join('或者')}。` });
  }
  const { body = '' } = event;
  const bytes = Buffer.from(body, event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > MAX_FILE_BYTES) {
    const most = `${MAX_FILE_BYTES / 1024 / 1024}MB`;
    const detail = `文件不能超过${most};更大的请用命令行导入:npm run feed -- import FILE --feed ID。`;
    throw new ProblemError({ code: 'payload-too-large', detail });
  }
  return bytes;
}

const mediaType = (event: HttpEvent): string =>
  event.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';

function bodyJson(event: HttpEvent, text: string): unknown {
  if (mediaType(event) !== 'application/json') {
    throw new ProblemError({ code: 'unsupported-media-type', detail: '请将Content-Type设为application/json。' });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ProblemError({ code: 'malformed-json', detail: '请求内容不是有效的JSON,请检查括号、引号和逗号。' });
  }
  if (depthOf(value, 0) > MAX_DEPTH) {
    throw new ProblemError({ code: 'invalid-request', errors: [{ pointer: '', message: '内容嵌套层次过深' }] });
  }
  // Only an escape can bring one: UTF-8 has no half characters.
  if (SURROGATE_ESCAPE.test(text) && !isWellFormed(value)) {
    throw new ProblemError({ code: 'invalid-request', errors: [{ pointer: '', message: '内容中有不完整的字符' }] });
  }
  return value;
}

function depthOf(value: unknown, depth: number): number {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return depth;
  let deepest = depth;
  for (const item of Object.values(value)) deepest = Math.max(deepest, depthOf(item, depth + 1));
  return deepest;
}

const SURROGATE_ESCAPE = /\\u[dD][89a-fA-F]/;

/** Half a surrogate pair is no character: it has no UTF-8, so it could be neither hashed nor kept. */
function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, item]) => name.isWellFormed() && isWellFormed(item));
}

/** `If-Match: "3"`, as the ETag of the task was given out. */
function ifMatch(event: HttpEvent): number {
  const text = event.headers['if-match'];
  if (text === undefined) {
    throw new ProblemError({ code: 'if-match-required', detail: '请在If-Match中带上您看到的任务版本号(ETag)。' });
  }
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(text.trim())?.[1];
  if (version === undefined) {
    throw new ProblemError({
      code: 'invalid-request',
      errors: [{ pointer: '#header/If-Match', message: '版本号应为整数,例如"3"' }],
    });
  }
  return Number(version);
}

/** One of our ETags; anything else is as if it had not come. */
function ifNoneMatch(event: HttpEvent): string | undefined {
  return /^(?:W\/)?"([\w-]{1,64})"$/.exec(event.headers['if-none-match']?.trim() ?? '')?.[1];
}

function onceKey(route: Route, event: HttpEvent, by: Principal | undefined, text: string): OnceKey {
  const key = event.headers['idempotency-key'];
  if (key === undefined || !/^[\w.:-]{8,100}$/.test(key)) {
    throw new ProblemError({
      code: 'idempotency-key-required',
      detail: '请在Idempotency-Key中带上8至100位的唯一编号(字母、数字、._:-);重试同一请求时沿用原编号。',
    });
  }
  const hash = createHash('sha256')
    .update(event.rawPath)
    .update('\n')
    .update(event.headers['if-match'] ?? '');
  return {
    principal: by?.subject ?? 'anonymous',
    route: route.id,
    key,
    requestHash: hash.update('\n').update(text).digest('base64url'),
  };
}
