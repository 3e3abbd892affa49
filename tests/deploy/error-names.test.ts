import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startLambdaDoor } from './error-names.ts';
import type { LambdaDoor } from './error-names.ts';

describe('the door through which procedures call deployed functions', () => {
  let emulator: Server;
  let door: LambdaDoor;
  const asked: unknown[] = [];
  const failures: Readonly<Record<string, { readonly message: string; readonly log: string }>> = {
    superseded: {
      message: 'generation 2 is over',
      log: 'a line\nSuperseded: generation 2 is over\n    at door (x.mjs:1:2)',
    },
    nameless: { message: 'Worker process died', log: 'nothing that says more' },
  };
  beforeAll(async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
    vi.stubEnv('AWS_REGION', 'eu-west-1');
    emulator = createServer((request, response) => {
      const [, name = ''] = /functions\/(\w+)\/invocations/.exec(request.url ?? '') ?? [];
      asked.push({ name, tail: request.headers['x-amz-log-type'] });
      if (name === 'gone') {
        response.writeHead(404, { 'x-amzn-errortype': 'ResourceNotFoundException' });
        return void response.end('{}');
      }
      const failure = failures[name];
      if (failure === undefined) return void response.end('{"kind":"done"}');
      response.setHeader('x-amz-function-error', 'Unhandled');
      response.setHeader('x-amz-log-result', Buffer.from(failure.log).toString('base64'));
      response.end(JSON.stringify({ errorType: 'Runtime.HandlerError', errorMessage: failure.message }));
    }).listen(0, '127.0.0.1');
    await once(emulator, 'listening');
    const address = emulator.address();
    door = await startLambdaDoor(
      `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    );
  });
  afterAll(async () => {
    await door.close();
    emulator.close();
    vi.unstubAllEnvs();
  });

  const invoke = async (name: string) => {
    const answer = await fetch(`${door.url}/2015-03-31/functions/${name}/invocations`, { method: 'POST', body: '{}' });
    return { failed: answer.headers.get('x-amz-function-error'), body: (await answer.json()) as unknown };
  };

  it('hands on what a function answers', async () => {
    expect(await invoke('classify')).toEqual({ failed: null, body: { kind: 'done' } });
    expect(asked.at(-1)).toEqual({ name: 'classify', tail: 'Tail' });
  });

  it('gives an error the name under which it was thrown', async () => {
    expect(await invoke('superseded')).toEqual({
      failed: 'Unhandled',
      body: { errorType: 'Superseded', errorMessage: 'generation 2 is over' },
    });
  });

  it('is answered with the name of what hindered the call itself', async () => {
    const answer = await fetch(`${door.url}/2015-03-31/functions/gone/invocations`, { method: 'POST', body: '{}' });
    expect({ status: answer.status, type: answer.headers.get('x-amzn-errortype') }).toEqual({
      status: 500,
      type: 'ResourceNotFoundException',
    });
  });

  it('leaves a failure without a name as it came', async () => {
    expect(await invoke('nameless')).toMatchObject({ body: { errorType: 'Runtime.HandlerError' } });
  });
});
