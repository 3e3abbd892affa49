/** An endpoint on a free port with an SDK client, in memory or in a folder. */
import { SFNClient } from '@aws-sdk/client-sfn';
import { startEndpoint, type Endpoint, type EndpointOptions } from '../../../local/sfn-endpoint/endpoint.ts';
import { lambdaDoor, type Handlers } from '../../../local/sfn-endpoint/lambda.ts';

export const ROLE = 'arn:aws:iam::000000000000:role/machine';
export const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function';

export interface House {
  readonly endpoint: Endpoint;
  readonly sfn: SFNClient;
  readonly errors: unknown[];
  readonly close: () => Promise<void>;
}

export async function openHouse(handlers: Handlers = {}, more: Partial<EndpointOptions> = {}): Promise<House> {
  const errors: unknown[] = [];
  const endpoint = await startEndpoint({
    port: 0,
    lambda: lambdaDoor({ handlers }),
    onError: (error) => errors.push(error),
    ...more,
  });
  const sfn = new SFNClient({
    endpoint: endpoint.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    disableHostPrefix: true,
    maxAttempts: 1,
  });
  return {
    endpoint,
    sfn,
    errors,
    async close() {
      sfn.destroy();
      await endpoint.close();
    },
  };
}

export const machine = (states: object, more: object = {}): string =>
  JSON.stringify({ QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states, ...more });

export const PASS = machine({ Only: { Type: 'Pass', Output: { seen: '{% $states.input %}' }, End: true } });
export const ASK = machine({
  Ask: {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Arguments: { FunctionName: 'ask', Payload: { token: '{% $states.context.Task.Token %}' } },
    HeartbeatSeconds: 600,
    End: true,
  },
});
