import {
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  DescribeStateMachineCommand,
  paginateListStateMachines,
  SFNClient,
} from '@aws-sdk/client-sfn';

/**
 * What the templates define stands in the emulator as they give it, substituted and inert; the engine gets the same machines under the same
 * names, each with a version that is `live`. Gives their number.
 */
export async function carryMachines({ from, to }: { readonly from: string; readonly to: string }): Promise<number> {
  const [emulator, engine] = [new SFNClient({ endpoint: from }), new SFNClient({ endpoint: to })];
  let carried = 0;
  for await (const { stateMachines = [] } of paginateListStateMachines({ client: emulator }, {})) {
    for (const { stateMachineArn } of stateMachines) {
      const { name, definition, roleArn, type } = await emulator.send(
        new DescribeStateMachineCommand({ stateMachineArn }),
      );
      const made = await engine.send(new CreateStateMachineCommand({ name, definition, roleArn, type, publish: true }));
      if (made.stateMachineArn !== stateMachineArn) {
        throw new Error(`the engine calls it ${made.stateMachineArn}, the template ${stateMachineArn}`);
      }
      const routing = [{ stateMachineVersionArn: made.stateMachineVersionArn, weight: 100 }];
      await engine.send(new CreateStateMachineAliasCommand({ name: 'live', routingConfiguration: routing }));
      carried += 1;
    }
  }
  return carried;
}
