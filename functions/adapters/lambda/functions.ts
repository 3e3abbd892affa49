import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { Functions } from '../../ports/dead-letters.ts';

/** `arns`: of each function by its name. */
export function lambdaFunctions(client: LambdaClient, arns: { readonly [name: string]: string }): Functions {
  const invoke = async (name: string, type: 'Event' | 'RequestResponse', payload: unknown) => {
    const FunctionName = arns[name];
    if (FunctionName === undefined) throw new Error(`there is no function ${name}.`);
    return client.send(
      new InvokeCommand({ FunctionName, InvocationType: type, Payload: Buffer.from(JSON.stringify(payload)) }),
    );
  };
  return {
    async send(name, payload) {
      await invoke(name, 'Event', payload);
    },
    async call(name, payload) {
      const { FunctionError, Payload } = await invoke(name, 'RequestResponse', payload);
      // Its own log says why; what it answered is not repeated.
      if (FunctionError !== undefined) throw new Error(`${name} failed.`);
      return JSON.parse(Payload === undefined ? 'null' : Buffer.from(Payload).toString());
    },
  };
}
