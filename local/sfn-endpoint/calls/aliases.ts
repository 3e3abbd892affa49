/** Aliases of state machines: a name that routes to one version, or to two by weight. */
import { readArn, unqualified, versionNumber } from '../arns.ts';
import type { Alias, MachineEntry } from '../catalogue.ts';
import { Fault, invalid } from '../fault.ts';
import type { Fields } from '../fields.ts';
import { pageOf } from '../pages.ts';
import { seconds, type Api, type Call } from './call.ts';

const NAME = /^(?=.*[a-zA-Z_\-.])[a-zA-Z0-9_\-.]+$/;
type Routes = Alias['routes'];

const aliasArn = (machineArn: string, name: string): string => `${machineArn}:${name}`;

/** One or two versions of one machine, each there, whose weights make 100. */
function readRoutes(fields: Fields, { catalogue }: Api): Routes | undefined {
  const given = fields.objects('routingConfiguration', 2);
  if (given === undefined) return undefined;
  const routes = given.map((route) => ({
    versionArn: route.required('stateMachineVersionArn', { min: 1, max: 256 }),
    weight: route.integer('weight', 0, 100) ?? 0,
  }));
  const [first] = routes;
  if (first === undefined)
    throw invalid("'[]'", 'routingConfiguration', 'Member must have length greater than or equal to 1');
  const machine = unqualified(readArn(first.versionArn, 'stateMachine'));
  for (const { versionArn } of routes) {
    const arn = readArn(versionArn, 'stateMachine');
    const number = versionNumber(arn.qualifier);
    if (number === undefined)
      throw new Fault('ValidationException', `Routing configuration must name versions, but '${versionArn}' is none.`);
    if (unqualified(arn) !== machine)
      throw new Fault('ValidationException', 'Routing configuration must contain versions of the same state machine.');
    if (catalogue.of(machine).versions?.some((version) => version.number === number) !== true)
      throw new Fault('ResourceNotFound', `Resource not found: '${versionArn}'`);
  }
  if (new Set(routes.map(({ versionArn }) => versionArn)).size !== routes.length)
    throw new Fault('ValidationException', 'Routing configuration must contain distinct state machine versions.');
  const total = routes.reduce((sum, { weight }) => sum + weight, 0);
  if (total !== 100)
    throw new Fault('ValidationException', `Sum of routing configuration weights must equal 100, but is ${total}.`);
  return routes;
}

interface Found {
  readonly machineArn: string;
  readonly entry: MachineEntry;
  readonly alias: Alias;
}

function find(fields: Fields, { catalogue }: Api): Found {
  const arn = readArn(fields.required('stateMachineAliasArn', { min: 1, max: 256 }), 'stateMachine');
  const machineArn = unqualified(arn);
  const entry = catalogue.of(machineArn);
  const alias = entry.aliases?.find(({ name }) => name === arn.qualifier);
  if (alias === undefined) throw new Fault('ResourceNotFound', 'Request references a resource that does not exist.');
  return { machineArn, entry, alias };
}

/** The same alias again is that alias; with other routes it is a conflict. */
export const createStateMachineAlias: Call = async (fields, api) => {
  const name = fields.required('name', { min: 1, max: 80 });
  if (!NAME.test(name))
    throw invalid(`'${name}'`, 'name', `Member must satisfy regular expression pattern: ${NAME.source}`);
  const description = fields.text('description', { max: 256 }) ?? '';
  const routes = readRoutes(fields, api);
  const [first] = routes ?? [];
  if (routes === undefined || first === undefined) throw fields.missing('routingConfiguration');
  const machineArn = unqualified(readArn(first.versionArn, 'stateMachine'));
  const entry = api.catalogue.of(machineArn);
  const existing = entry.aliases?.find((alias) => alias.name === name);
  if (existing !== undefined) {
    if (JSON.stringify([existing.routes, existing.description]) !== JSON.stringify([routes, description])) {
      throw new Fault(
        'ConflictException',
        'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
      );
    }
    return { stateMachineAliasArn: aliasArn(machineArn, name), creationDate: seconds(existing.createdAt) };
  }
  const now = api.now();
  const alias: Alias = { name, description, routes, createdAt: now, updatedAt: now };
  await api.catalogue.put(machineArn, { ...entry, aliases: [...(entry.aliases ?? []), alias] });
  return { stateMachineAliasArn: aliasArn(machineArn, name), creationDate: seconds(now) };
};

export const updateStateMachineAlias: Call = async (fields, api) => {
  const { machineArn, entry, alias } = find(fields, api);
  const description = fields.text('description', { max: 256 });
  const routes = readRoutes(fields, api);
  if (description === undefined && routes === undefined)
    throw new Fault('ValidationException', 'Either the description or the routingConfiguration must be specified');
  if (routes?.some(({ versionArn }) => unqualified(readArn(versionArn, 'stateMachine')) !== machineArn) === true)
    throw new Fault('ValidationException', 'Routing configuration must contain versions of the same state machine.');
  const updated: Alias = {
    ...alias,
    ...(description === undefined ? {} : { description }),
    ...(routes === undefined ? {} : { routes }),
    updatedAt: api.now(),
  };
  await api.catalogue.put(machineArn, {
    ...entry,
    aliases: (entry.aliases ?? []).map((one) => (one === alias ? updated : one)),
  });
  return { updateDate: seconds(updated.updatedAt) };
};

export const describeStateMachineAlias: Call = async (fields, api) => {
  const { machineArn, alias } = find(fields, api);
  return {
    stateMachineAliasArn: aliasArn(machineArn, alias.name),
    name: alias.name,
    description: alias.description,
    routingConfiguration: alias.routes.map(({ versionArn, weight }) => ({
      stateMachineVersionArn: versionArn,
      weight,
    })),
    creationDate: seconds(alias.createdAt),
    updateDate: seconds(alias.updatedAt),
  };
};

export const deleteStateMachineAlias: Call = async (fields, api) => {
  const { machineArn, entry, alias } = find(fields, api);
  await api.catalogue.put(machineArn, { ...entry, aliases: (entry.aliases ?? []).filter((one) => one !== alias) });
  return {};
};

/** Of a machine, or of one of its versions. */
export const listStateMachineAliases: Call = async (fields, { engine, catalogue }) => {
  const arn = readArn(fields.required('stateMachineArn', { min: 1, max: 256 }), 'stateMachine');
  const machineArn = unqualified(arn);
  engine.describeStateMachine(machineArn);
  const all = (catalogue.of(machineArn).aliases ?? []).filter(
    ({ routes }) => arn.qualifier === undefined || routes.some(({ versionArn }) => versionArn === arn.text),
  );
  const { page, nextToken } = pageOf(fields, `aliases ${arn.text}`, all);
  return {
    stateMachineAliases: page.map(({ name, createdAt }) => ({
      stateMachineAliasArn: aliasArn(machineArn, name),
      creationDate: seconds(createdAt),
    })),
    nextToken,
  };
};

/** The version that a start through an alias gets, by weight. */
export function route(routes: Routes, chance: number): string | undefined {
  let rest = chance * 100;
  for (const { versionArn, weight } of routes) {
    rest -= weight;
    if (rest < 0) return versionArn;
  }
  return routes.at(-1)?.versionArn;
}
