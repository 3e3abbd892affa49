import {
  DescribeExecutionCommand,
  DescribeStateMachineAliasCommand,
  ExecutionDoesNotExist,
  ListExecutionsCommand,
} from '@aws-sdk/client-sfn';
import type { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { caseIdSchema } from '../../functions/domain/values/ids.ts';
import type { CarriedBy } from '../../functions/usecases/migrate-case.ts';

/** A running execution that what is live did not start. */
export interface EarlierExecution {
  readonly arn: string;
  /** Number of its version; `-` where it was started past all of them. */
  readonly version: string;
}

const ALIAS = 'live';
const inputSchema = z.object({ caseId: caseIdSchema, gen: z.int().min(1) });

const versionOf = (versionArn: string): string => versionArn.slice(versionArn.lastIndexOf(':') + 1);

/** The ARN of the version that new executions run. Throws where the alias leads to several: then none of them is earlier. */
export async function liveVersion(client: SFNClient, machineArn: string): Promise<string> {
  const stateMachineAliasArn = `${machineArn}:${ALIAS}`;
  const { routingConfiguration = [] } = await client.send(
    new DescribeStateMachineAliasCommand({ stateMachineAliasArn }),
  );
  const [route, ...more] = routingConfiguration.filter(({ weight }) => (weight ?? 0) > 0);
  if (route?.stateMachineVersionArn === undefined || more.length > 0) {
    throw new Error(`${stateMachineAliasArn} does not lead to one version.`);
  }
  return route.stateMachineVersionArn;
}

/** Newest first, page by page as it is asked for. */
export async function* earlierExecutions(
  client: SFNClient,
  machineArn: string,
  live: string,
): AsyncGenerator<EarlierExecution> {
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new ListExecutionsCommand({
        stateMachineArn: machineArn,
        statusFilter: 'RUNNING',
        maxResults: 1000,
        ...(nextToken === undefined ? {} : { nextToken }),
      }),
    );
    for (const { executionArn, stateMachineVersionArn: version } of page.executions ?? []) {
      if (executionArn === undefined || version === live) continue;
      yield { arn: executionArn, version: version === undefined ? '-' : versionOf(version) };
    }
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
}

/** Whose it is; undefined where it has ended meanwhile, or is no case's. */
export async function carriedBy(client: SFNClient, { arn }: EarlierExecution): Promise<CarriedBy | undefined> {
  try {
    const { status, input = '' } = await client.send(new DescribeExecutionCommand({ executionArn: arn }));
    const read = status === 'RUNNING' ? inputSchema.safeParse(JSON.parse(input)) : undefined;
    return read?.data;
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist) return undefined;
    throw error;
  }
}
