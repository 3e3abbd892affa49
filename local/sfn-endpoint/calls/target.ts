/** What a start of a machine, of one of its versions or through an alias starts. */
import type { StartExecution } from '../../engine/driver.ts';
import { readArn, unqualified, versionNumber, type StatesArn } from '../arns.ts';
import { Fault } from '../fault.ts';
import { route } from './aliases.ts';
import type { Api } from './call.ts';

type Target = Pick<StartExecution, 'stateMachine' | 'revision'>;
type Known = Pick<Api, 'catalogue' | 'chance'>;

const noMachine = (arn: string): Fault =>
  new Fault('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);

export function target(arn: StatesArn, { catalogue, chance }: Known): Target {
  const machineArn = unqualified(arn);
  if (arn.qualifier === undefined) return { stateMachine: machineArn };
  const { versions = [], aliases = [] } = catalogue.of(machineArn);
  const alias = aliases.find(({ name }) => name === arn.qualifier);
  const versionArn = alias === undefined ? arn.text : route(alias.routes, chance());
  if (versionArn === undefined) throw noMachine(arn.text);
  const number = versionNumber(readArn(versionArn, 'stateMachine').qualifier);
  const version = versions.find((one) => one.number === number);
  if (version === undefined) throw noMachine(arn.text);
  return {
    stateMachine: machineArn,
    revision: { id: version.revision, versionArn, ...(alias === undefined ? {} : { aliasArn: arn.text }) },
  };
}

/** The same for a machine that starts another; undefined: the engine says what is wrong with the ARN. */
export function nestedTarget(arn: string, known: Known): Target | undefined {
  try {
    return target(readArn(arn, 'stateMachine'), known);
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}
