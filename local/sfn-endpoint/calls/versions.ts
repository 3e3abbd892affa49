/** Published versions of state machines. */
import { readArn, unqualified, versionNumber } from '../arns.ts';
import type { Version } from '../catalogue.ts';
import { Fault } from '../fault.ts';
import { pageOf } from '../pages.ts';
import { seconds, type Api, type Call } from './call.ts';

export const versionArn = (machineArn: string, number: number): string => `${machineArn}:${number}`;

/** The machine as it stands becomes a version. A revision that is the newest version already gives that version. */
export async function publish({ engine, catalogue, now }: Api, arn: string, description?: string): Promise<Version> {
  const { revisionId: revision } = engine.describeStateMachine(arn);
  const entry = catalogue.of(arn);
  const revisionId = entry.revisionId ?? 'INITIAL';
  const versions = entry.versions ?? [];
  const newest = versions.find((version) => version.revisionId === revisionId);
  if (newest !== undefined) return newest;
  const number = (entry.lastVersion ?? 0) + 1;
  const version: Version = {
    number,
    revision,
    revisionId,
    createdAt: now(),
    ...(description === undefined ? {} : { description }),
  };
  await catalogue.put(arn, { ...entry, lastVersion: number, versions: [version, ...versions] });
  return version;
}

export const publishStateMachineVersion: Call = async (fields, api) => {
  const arn = readArn(fields.required('stateMachineArn', { min: 1, max: 256 }), 'stateMachine');
  const wanted = fields.text('revisionId');
  const description = fields.text('description', { max: 256 });
  if (arn.qualifier !== undefined)
    throw new Fault('ValidationException', `Only a state machine can be published, not '${arn.text}'.`);
  api.engine.describeStateMachine(arn.text);
  const current = api.catalogue.of(arn.text).revisionId ?? 'INITIAL';
  if (wanted !== undefined && wanted !== current) {
    throw new Fault(
      'ConflictException',
      `Failed to publish the State Machine version for revision ${wanted}. The current State Machine revision is ${current}.`,
    );
  }
  const version = await publish(api, arn.text, description);
  return {
    stateMachineVersionArn: versionArn(arn.text, version.number),
    creationDate: seconds(version.createdAt),
  };
};

/** A version that an alias routes to stays. One that is not there is deleted already. */
export const deleteStateMachineVersion: Call = async (fields, { catalogue }) => {
  const arn = readArn(fields.required('stateMachineVersionArn', { min: 1, max: 2_000 }), 'stateMachine');
  const number = versionNumber(arn.qualifier);
  if (number === undefined) throw new Fault('ValidationException', `'${arn.text}' is not the ARN of a version.`);
  const machineArn = unqualified(arn);
  const entry = catalogue.of(machineArn);
  if (entry.versions?.some((version) => version.number === number) !== true) return {};
  const users = (entry.aliases ?? []).filter(({ routes }) => routes.some((route) => route.versionArn === arn.text));
  if (users.length > 0) {
    throw new Fault(
      'ConflictException',
      `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${users.map(({ name }) => name).join(', ')}]`,
    );
  }
  await catalogue.put(machineArn, {
    ...entry,
    versions: entry.versions.filter((version) => version.number !== number),
  });
  return {};
};

/** Newest first. */
export const listStateMachineVersions: Call = async (fields, { engine, catalogue }) => {
  const arn = readArn(fields.required('stateMachineArn', { min: 1, max: 256 }), 'stateMachine').text;
  engine.describeStateMachine(arn);
  const { page, nextToken } = pageOf(fields, `versions ${arn}`, catalogue.of(arn).versions ?? []);
  return {
    stateMachineVersions: page.map(({ number, createdAt }) => ({
      stateMachineVersionArn: versionArn(arn, number),
      creationDate: seconds(createdAt),
    })),
    nextToken,
  };
};
