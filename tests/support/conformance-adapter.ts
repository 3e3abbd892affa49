/** The engine for the conformance runner: `run.mjs --adapter tests/support/conformance-adapter.ts`. */
import { compileDefinition } from '../../local/engine/definition/compile.ts';
import { createEngine, type Engine } from '../../local/engine/driver.ts';
import type { MachineType } from '../../local/engine/execution.ts';
import { ServiceError } from '../../local/engine/integrations/integration.ts';
import { describeResource } from '../../local/engine/integrations/registry.ts';
import type { Json } from '../../local/engine/json.ts';
import { memoryJournal } from '../../local/engine/journal/memory.ts';

interface Case {
  readonly definition: string;
  readonly input: string | null;
  readonly type: MachineType;
  readonly setup: readonly { readonly ref: string; readonly definition: string; readonly type: MachineType }[];
  readonly deadline: number;
}

interface Surroundings {
  readonly handlers: Record<string, (event: Json, context: unknown) => Promise<unknown>>;
  readonly fill: (text: string | null, machines?: Record<string, string>) => string | null;
}

const ROLE = 'arn:aws:iam::123456789012:role/conf';

export function open({ handlers, fill }: Surroundings): unknown {
  const engine: Promise<Engine> = createEngine({
    journal: memoryJournal(),
    onError: (error) => console.error(error),
    lambda: (name, payload, context) => {
      const handler = handlers[name];
      if (handler === undefined) {
        throw new ServiceError(
          'Lambda.ResourceNotFoundException',
          `Function not found: arn:aws:lambda:us-east-1:000000000000:function:${name} (Service: Lambda, Status Code: 404, Request ID: ${context.requestId})`,
        );
      }
      return handler(payload, {});
    },
  });
  let n = 0;
  const create = async (definition: string, type: MachineType): Promise<string> =>
    (await (await engine).createStateMachine({ name: `conf-${++n}`, definition, type, roleArn: ROLE })).stateMachineArn;

  return {
    async execute({ definition, input, type, setup, deadline }: Case) {
      const driver = await engine;
      const machines: Record<string, string> = {};
      let executionArn: string;
      try {
        for (const other of setup) machines[other.ref] = await create(fill(other.definition, machines)!, other.type);
        const stateMachine = await create(fill(definition, machines)!, type);
        const text = fill(input, machines);
        ({ executionArn } = await driver.startExecution({
          stateMachine,
          input: text === null ? {} : JSON.parse(text),
        }));
      } catch (error) {
        return { status: 'REJECTED', error: (error as Error).name, cause: (error as Error).message };
      }
      const late = new Promise<'late'>((resolve) => {
        setTimeout(() => resolve('late'), Math.max(0, deadline - Date.now())).unref();
      });
      if ((await Promise.race([driver.finished(executionArn), late])) === 'late')
        return { status: 'RUNNING(time limit)' };
      const { status, output, error, cause } = await driver.describeExecution(executionArn);
      const events = await driver.getExecutionHistory(executionArn, { limit: 25_000 });
      return { status, output: output === undefined ? undefined : JSON.stringify(output), error, cause, events };
    },
    async createError({
      request,
      precreate,
    }: {
      request: { name: string; definition: string; type?: MachineType };
      precreate?: readonly { name: string; definition: string; type?: MachineType }[];
    }) {
      const driver = await createEngine({ journal: memoryJournal(), lambda: () => Promise.resolve(null) });
      try {
        for (const one of precreate ?? []) await driver.createStateMachine(one);
        await driver.createStateMachine(request);
        return null;
      } catch (error) {
        return { code: (error as Error).name, message: (error as Error).message };
      } finally {
        await driver.close();
      }
    },
    validate({ definition, type = 'STANDARD' }: { definition: string; type?: MachineType }) {
      const compiled = compileDefinition(definition, { type, describeResource });
      const diagnostics = compiled.kind === 'machine' ? [] : compiled.diagnostics;
      return { result: diagnostics.length === 0 ? 'OK' : 'FAIL', diagnostics, truncated: false };
    },
    close: async () => (await engine).close(),
  };
}
