import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import type { HttpEvent } from '../../../functions/http/http.ts';
import { parseRequest } from '../../../functions/http/parse.ts';
import { ProblemError } from '../../../functions/http/problem.ts';
import type { Route } from '../../../functions/http/route.ts';

const route: Route = {
  id: 'test',
  method: 'POST',
  path: '/things/{id}',
  group: 'intake',
  summary: '',
  params: z.strictObject({ id: z.string().max(3) }),
  body: z.strictObject({ name: z.string(), 'a/b': z.int().exactOptional() }),
  isIdempotent: true,
  needsVersion: true,
  responses: {},
};

function event(body: string, headers: Record<string, string> = {}, base64 = false): HttpEvent {
  const http = { method: 'POST', path: '/things/1', protocol: '', sourceIp: '', userAgent: '' };
  return {
    version: '2.0',
    routeKey: '',
    rawPath: '/things/1',
    rawQueryString: '',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'key-12345', 'if-match': '"3"', ...headers },
    pathParameters: { id: '1' },
    body,
    isBase64Encoded: base64,
    requestContext: {
      accountId: '',
      apiId: '',
      domainName: '',
      domainPrefix: '',
      http,
      requestId: 'r',
      routeKey: '',
      stage: '',
      time: '',
      timeEpoch: 0,
    },
  };
}

function problemOf(...given: Parameters<typeof event>) {
  try {
    parseRequest(route, event(...given), undefined);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  return undefined;
}

describe('parseRequest of a file', () => {
  const { body: _body, isIdempotent: _once, needsVersion: _version, ...rest } = route;
  const takes: Route = { ...rest, takes: ['text/csv', 'application/octet-stream'] };
  const fileOf = (...given: Parameters<typeof event>) => parseRequest(takes, event(...given), undefined).file;
  const csv = { 'content-type': 'text/csv; charset=utf-8' };

  it('gives the bytes as they came, as text or in base64', () => {
    expect(fileOf('\uFEFFa,b\n', csv)).toEqual(Buffer.from('\uFEFFa,b\n'));
    const bytes = Buffer.from([0xd5, 0xc5, 0x00, 0xff]);
    expect(fileOf(bytes.toString('base64'), csv, true)).toEqual(bytes);
    expect(fileOf('', csv)).toEqual(Buffer.alloc(0));
  });

  it('refuses another media type, and more than a large body, with where to go', () => {
    const codeOf = (...given: Parameters<typeof event>) => {
      try {
        fileOf(...given);
      } catch (error) {
        if (error instanceof ProblemError) return [error.problem.code, error.problem.detail];
      }
      return undefined;
    };
    expect(codeOf('{}')).toEqual([
      'unsupported-media-type',
      '请将Content-Type设为text/csv或者application/octet-stream。',
    ]);
    expect(codeOf('x'.repeat(4 * 1024 * 1024 + 1), csv)).toEqual([
      'payload-too-large',
      expect.stringContaining('npm run feed -- import'),
    ]);
    expect(fileOf('x'.repeat(4 * 1024 * 1024), csv)).toHaveLength(4 * 1024 * 1024);
  });
});

describe('parseRequest', () => {
  it('gives the door what it asked for', () => {
    const request = parseRequest(route, event('{"name":"x"}'), undefined);
    expect(request).toMatchObject({
      params: { id: '1' },
      body: { name: 'x' },
      version: 3,
      key: { route: 'test', key: 'key-12345' },
    });
    expect(
      parseRequest(route, event(Buffer.from('{"name":"y"}').toString('base64'), {}, true), undefined).body,
    ).toEqual({ name: 'y' });
  });

  it.each([
    ['broken JSON', '{"name":', {}, 'malformed-json'],
    ['another content type', '{"name":"x"}', { 'content-type': 'text/plain' }, 'unsupported-media-type'],
    ['a body that is too large', JSON.stringify({ name: 'x'.repeat(300_000) }), {}, 'payload-too-large'],
    ['a body that is nested too deep', `${'['.repeat(2_000)}${']'.repeat(2_000)}`, {}, 'invalid-request'],
    ['no idempotency key', '{"name":"x"}', { 'idempotency-key': 'short' }, 'idempotency-key-required'],
    ['a version that is no number', '{"name":"x"}', { 'if-match': '*' }, 'invalid-request'],
    ['an unknown field', '{"name":"x","more":1}', {}, 'invalid-request'],
  ])('refuses %s', (_what, body, headers, code) => {
    expect(problemOf(body, headers)?.code).toBe(code);
  });

  it('points at each wrong field, in Chinese', () => {
    expect(problemOf('{"name":1,"a/b":1.5}')?.errors).toEqual([
      { pointer: '/name', message: '类型不符,应为文字' },
      { pointer: '/a~1b', message: '类型不符,应为整数' },
    ]);
    expect(problemOf('{}')?.errors).toEqual([{ pointer: '/name', message: '必填' }]);
  });

  it('hashes what was asked, so that a key is not used for two requests', () => {
    const hash = (body: string, headers = {}) => parseRequest(route, event(body, headers), undefined).key?.requestHash;
    expect(hash('{"name":"x"}')).toBe(hash('{"name":"x"}'));
    expect(hash('{"name":"y"}')).not.toBe(hash('{"name":"x"}'));
    expect(hash('{"name":"x"}', { 'if-match': '"4"' })).not.toBe(hash('{"name":"x"}'));
  });
});
