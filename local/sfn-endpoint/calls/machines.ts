/** Create, update, delete, describe and list state machines. */
import type { StateMachineDescription } from '../../engine/driver.ts';
import type { MachineType } from '../../engine/execution.ts';
import { readArn, unqualified, versionNumber } from '../arns.ts';
import { Fault } from '../fault.ts';
import type { Fields } from '../fields.ts';
import { pageOf } from '../pages.ts';
import { seconds, type Api, type Call } from './call.ts';
import { readTags } from './tags.ts';
import { publish, versionArn } from './versions.ts';

export const NO_LOGGING = { level: 'OFF', includeExecutionData: false };
export const NO_TRACING = { enabled: false };
const TYPES: readonly MachineType[] = ['STANDARD', 'EXPRESS'];
const MAX_DEFINITION = 1_048_576;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function versionDescription(fields: Fields, publishing: boolean): string | undefined {
  const description = fields.text('versionDescription', { max: 256 });
  if (description !== undefined && !publishing)
    throw new Fault('ValidationException', 'Version description can only be set when publish is true');
  return description;
}

/** The same name, definition, type and settings again give the same machine; its role and tags are not compared. */
export const createStateMachine: Call = async (fields, api) => {
  const { engine, catalogue } = api;
  const name = fields.required('name', { min: 1 });
  const definition = fields.required('definition', { min: 1, max: MAX_DEFINITION });
  const roleArn = fields.required('roleArn', { min: 1, max: 256 });
  const type = fields.oneOf('type', TYPES) ?? 'STANDARD';
  const publishing = fields.flag('publish') === true;
  const description = versionDescription(fields, publishing);
  const logging = fields.json('loggingConfiguration');
  const tracing = fields.json('tracingConfiguration');
  const tags = readTags(fields);
  const known = new Set(engine.listStateMachines().map(({ stateMachineArn }) => stateMachineArn));
  const { stateMachineArn, creationDate } = await engine.createStateMachine({ name, definition, roleArn, type });
  const entry = catalogue.of(stateMachineArn);
  if (known.has(stateMachineArn)) {
    const settings = [logging ?? NO_LOGGING, tracing ?? NO_TRACING];
    if (!same(settings, [entry.logging ?? NO_LOGGING, entry.tracing ?? NO_TRACING]))
      throw new Fault('StateMachineAlreadyExists', `State Machine Already Exists: '${stateMachineArn}'`);
  } else if (logging !== undefined || tracing !== undefined || Object.keys(tags).length > 0) {
    await catalogue.put(stateMachineArn, {
      ...(Object.keys(tags).length > 0 ? { tags } : {}),
      ...(logging === undefined ? {} : { logging }),
      ...(tracing === undefined ? {} : { tracing }),
    });
  }
  const version = publishing ? await publish(api, stateMachineArn, description) : undefined;
  return {
    stateMachineArn,
    creationDate: seconds(creationDate),
    ...(version === undefined ? {} : { stateMachineVersionArn: versionArn(stateMachineArn, version.number) }),
  };
};

/** Executions under way keep the definition with which they began. */
export const updateStateMachine: Call = async (fields, api) => {
  const { engine, catalogue } = api;
  const arn = machineArnOf(fields);
  const definition = fields.text('definition', { min: 1, max: MAX_DEFINITION });
  const roleArn = fields.text('roleArn', { min: 1, max: 256 });
  const logging = fields.json('loggingConfiguration');
  const tracing = fields.json('tracingConfiguration');
  const publishing = fields.flag('publish') === true;
  const description = versionDescription(fields, publishing);
  engine.describeStateMachine(arn);
  if (definition === undefined && roleArn === undefined && logging === undefined && tracing === undefined) {
    throw new Fault(
      'MissingRequiredParameter',
      'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
    );
  }
  const { updateDate } = await engine.updateStateMachine({
    stateMachineArn: arn,
    ...(definition === undefined ? {} : { definition }),
    ...(roleArn === undefined ? {} : { roleArn }),
  });
  const revisionId = api.uuid();
  await catalogue.put(arn, {
    ...catalogue.of(arn),
    revisionId,
    ...(logging === undefined ? {} : { logging }),
    ...(tracing === undefined ? {} : { tracing }),
  });
  const version = publishing ? await publish(api, arn, description) : undefined;
  return {
    updateDate: seconds(updateDate),
    revisionId,
    ...(version === undefined ? {} : { stateMachineVersionArn: versionArn(arn, version.number) }),
  };
};

/** With its versions and aliases; executions under way run on. A machine that is not there is deleted already. */
export const deleteStateMachine: Call = async (fields, { engine, catalogue }) => {
  const arn = machineArnOf(fields);
  await engine.deleteStateMachine(arn);
  await catalogue.remove(arn);
  return {};
};

export const describeStateMachine: Call = async (fields, api) => {
  const arn = readArn(fields.required('stateMachineArn', { min: 1, max: 256 }), 'stateMachine');
  const machineArn = unqualified(arn);
  const entry = api.catalogue.of(machineArn);
  if (arn.qualifier === undefined) {
    const machine = api.engine.describeStateMachine(machineArn);
    return described(machine, api, machine.stateMachineArn, {
      creationDate: seconds(machine.creationDate),
      ...(entry.revisionId === undefined ? {} : { revisionId: entry.revisionId }),
    });
  }
  const number = versionNumber(arn.qualifier);
  const version = entry.versions?.find((one) => one.number === number);
  if (version === undefined) throw new Fault('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn.text}'`);
  return described(api.engine.describeRevision(machineArn, version.revision), api, arn.text, {
    creationDate: seconds(version.createdAt),
    revisionId: version.revisionId,
    ...(version.description === undefined ? {} : { description: version.description }),
  });
};

function described(machine: StateMachineDescription, { catalogue }: Api, arn: string, more: object): object {
  const { logging, tracing } = catalogue.of(machine.stateMachineArn);
  return {
    stateMachineArn: arn,
    name: machine.name,
    status: 'ACTIVE',
    definition: machine.definition,
    roleArn: machine.roleArn,
    type: machine.type,
    loggingConfiguration: logging ?? NO_LOGGING,
    tracingConfiguration: tracing ?? NO_TRACING,
    ...more,
  };
}

export const listStateMachines: Call = async (fields, { engine }) => {
  const { page, nextToken } = pageOf(fields, 'machines', engine.listStateMachines());
  return {
    stateMachines: page.map(({ stateMachineArn, name, type, creationDate }) => ({
      stateMachineArn,
      name,
      type,
      creationDate: seconds(creationDate),
    })),
    nextToken,
  };
};

/** The ARN of a state machine without version or alias. */
function machineArnOf(fields: Fields): string {
  const arn = readArn(fields.required('stateMachineArn', { min: 1, max: 256 }), 'stateMachine');
  if (arn.qualifier === undefined) return arn.text;
  throw new Fault(
    'ValidationException',
    `This operation takes a state machine, not a version or an alias of one: '${arn.text}'. Leave out ':${arn.qualifier}'.`,
  );
}
